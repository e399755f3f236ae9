package org.pfnproof.log;

import java.util.Arrays;
import java.util.Optional;

/** The kernels whose logs are understood: what numbers mean in them, and which profile describes them. */
public enum LogKernel {
    /** Linux 6.1: no lockless retry tests, the range in host addresses. */
    LINUX_6_1("6.1", "linux-6.1", 4, 5),
    /** Linux 6.12: the range in guest frame numbers. */
    LINUX_6_12("6.12", "linux-6.12", 5, 6);

    private final String series;
    private final String profile;
    private final int fixed;
    private final int spurious;

    LogKernel(String series, String profile, int fixed, int spurious) {
        this.series = series;
        this.profile = profile;
        this.fixed = fixed;
        this.spurious = spurious;
    }

    /** The kernel of a series, for example {@code 6.1}. */
    public static Optional<LogKernel> ofSeries(String series) {
        return Arrays.stream(values())
                .filter(kernel -> kernel.series.equals(series))
                .findFirst();
    }

    /** The kernel that a profile describes. */
    public static Optional<LogKernel> ofProfile(String profile) {
        return Arrays.stream(values())
                .filter(kernel -> kernel.profile.equals(profile))
                .findFirst();
    }

    /** The first two numbers of its release. */
    public String series() {
        return series;
    }

    /** The id of the profile. */
    public String profile() {
        return profile;
    }

    /** What a number returned by a function of the fault path means: enum RET_PF_* of mmu_internal.h. */
    public Outcome outcome(long ret) {
        if (ret < 0) {
            return Outcome.ERROR;
        }
        if (ret == fixed) {
            return Outcome.FIXED;
        }
        if (ret == spurious) {
            return Outcome.SPURIOUS;
        }
        return switch ((int) ret) {
            case 0 -> Outcome.CONTINUE;
            case 1 -> Outcome.RETRY;
            case 2 -> Outcome.EMULATE;
            default -> Outcome.OTHER;
        };
    }

    /** RET_PF_*. */
    public enum Outcome {
        /** So far, so good. */
        CONTINUE,
        /** The guest repeats the access. */
        RETRY,
        /** The instruction is emulated: MMIO. */
        EMULATE,
        /** The SPTE has been installed. */
        FIXED,
        /** It was there already. */
        SPURIOUS,
        /** A negative number: an error for user space. */
        ERROR,
        /** Any other. */
        OTHER
    }
}
