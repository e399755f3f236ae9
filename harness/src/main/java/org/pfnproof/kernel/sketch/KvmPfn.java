package org.pfnproof.kernel.sketch;

/** The encodings of kvm_pfn_t and of bad addresses: include/linux/kvm_host.h. */
final class KvmPfn {

    static final long KVM_PFN_ERR_MASK = 0x7ffL << 52;
    static final long KVM_PFN_ERR_NOSLOT_MASK = 0xfffL << 52;
    static final long KVM_PFN_NOSLOT = 1L << 63;
    static final long KVM_PFN_ERR_FAULT = KVM_PFN_ERR_MASK;
    static final long KVM_PFN_ERR_RO_FAULT = KVM_PFN_ERR_MASK + 2;

    /** Of the bits of KVM_HVA_ERR_RO_BAD, what KVM_HVA_ERR_BAD has not: a page on top of PAGE_OFFSET. */
    static final int PAGE_SHIFT = 12;

    private KvmPfn() {}

    /** What a caller makes of a result: the page fault's table. */
    enum Meaning {
        /** A frame to use. */
        FRAME,
        /** Emulate the access to a read-only memslot. */
        EMULATE,
        /** -EFAULT. */
        EFAULT,
        /** No memslot: MMIO. */
        MMIO
    }

    static boolean isErrorPfn(long pfn) {
        return (pfn & KVM_PFN_ERR_MASK) != 0;
    }

    static boolean isErrorNoslotPfn(long pfn) {
        return (pfn & KVM_PFN_ERR_NOSLOT_MASK) != 0;
    }

    static Meaning meaning(long pfn) {
        if (isErrorPfn(pfn)) {
            return pfn == KVM_PFN_ERR_RO_FAULT ? Meaning.EMULATE : Meaning.EFAULT;
        }
        return pfn == KVM_PFN_NOSLOT ? Meaning.MMIO : Meaning.FRAME;
    }
}
