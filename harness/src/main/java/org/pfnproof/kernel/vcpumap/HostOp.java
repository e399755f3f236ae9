package org.pfnproof.kernel.vcpumap;

/** What the host does. */
enum HostOp {
    /** It unmaps the page. */
    ZAP,
    /** It migrates it. */
    MIGRATE,
    /** The process forks. */
    FORK
}
