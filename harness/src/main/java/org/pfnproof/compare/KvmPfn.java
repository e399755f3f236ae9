package org.pfnproof.compare;

/** kvm_pfn_t, 64 bits: frames and errors; include/linux/kvm_host.h of Linux 6.12. */
final class KvmPfn {

    private static final long ERR_MASK = 0x7ffL << 52;

    static final long ERR_FAULT = ERR_MASK;
    static final long ERR_HWPOISON = ERR_MASK + 1;
    static final long ERR_RO_FAULT = ERR_MASK + 2;
    static final long ERR_SIGPENDING = ERR_MASK + 3;
    static final long ERR_NEEDS_IO = ERR_MASK + 4;
    static final long NOSLOT = 1L << 63;

    /** The frame that every address of an {@link Environment} has, if it has one. */
    static final long FRAME = 42;

    private KvmPfn() {}

    static boolean isErrorNoslotPfn(long pfn) {
        return isErrorPfn(pfn) || (pfn & NOSLOT) != 0;
    }

    static boolean isErrorPfn(long pfn) {
        return (pfn & ERR_MASK) != 0;
    }

    /** PAGE_OFFSET of x86: KVM_HVA_ERR_BAD. */
    static long hvaErrBad(Environment environment) {
        return environment.narrow() ? 0xc0000000L : 0xffff888000000000L;
    }

    /** KVM_HVA_ERR_RO_BAD. */
    static long hvaErrRoBad(Environment environment) {
        return hvaErrBad(environment) + 4096;
    }

    /** What the page fault takes a value for. */
    static Outcome.Result meaning(long pfn) {
        if (pfn == ERR_RO_FAULT) {
            return Outcome.Result.ERR_RO_FAULT;
        }
        if (pfn == ERR_HWPOISON) {
            return Outcome.Result.ERR_HWPOISON;
        }
        if (pfn == ERR_SIGPENDING) {
            return Outcome.Result.ERR_SIGPENDING;
        }
        if (isErrorPfn(pfn)) {
            return Outcome.Result.ERR_FAULT;
        }
        if (pfn == NOSLOT) {
            return Outcome.Result.NOSLOT;
        }
        return pfn == FRAME ? Outcome.Result.FRAME : Outcome.Result.WRONG_FRAME;
    }
}
