package org.pfnproof.check;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the machine, or the container around this process, can carry.
 *
 * @param jobs runs at once that have one thread each
 * @param memory for all runs together, in MiB
 */
public record Capacity(int jobs, long memory) {

    /** What a JVM takes beside its heap: code, class data, collector, thread stacks; in MiB. */
    static final int JVM_OVERHEAD = 256;

    /** Left to the system and to this process, in MiB. */
    private static final int RESERVE = 512;

    private static final long MIB = 1 << 20;

    /** This machine's memory, and as many jobs as were asked for. */
    public static Capacity ofThisMachine(int jobs) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Capacity(jobs, Math.max(RESERVE, system.getTotalMemorySize() / MIB - RESERVE));
    }
}
