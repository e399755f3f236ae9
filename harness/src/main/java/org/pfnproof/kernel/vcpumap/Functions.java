package org.pfnproof.kernel.vcpumap;

/** The functions that a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    /** Asks something of a vCPU; or a step of it: false, and nothing changed, where it is not enabled. */
    @FunctionalInterface
    interface VcpuTest {
        boolean of(VcpuMapState s, int v);
    }

    VcpuTest kvmVcpuMap;
    VcpuTest kvmVcpuUnmap;
    VcpuTest markIsLate = VcpuMap::markIsLate;
}
