package org.pfnproof.compare;

/** Code that calls a shape: what snippets of mistakes are instances of. */
interface KvmCaller {

    int RET_PF_DONE = 0;
    int RET_PF_RETRY = 1;
    int RET_PF_IO = 2;
    int RET_PF_ERROR = 3;

    /** A page fault: lookup, retry test under mmu_lock, mapping. */
    default int pageFault(Kvm kvm, Memslot slot, long gfn, boolean write) {
        throw new UnsupportedOperationException("no page fault here");
    }

    /** One that uses the page itself, outside of mmu_lock, and knows no mmu_notifiers. */
    default int usePage(Kvm kvm, Memslot slot, long gfn, boolean write) {
        throw new UnsupportedOperationException("no other caller here");
    }
}
