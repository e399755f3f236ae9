package org.pfnproof.compare;

/** __gfn_to_pfn_memslot() of Linux 6.1, virt/kvm/kvm_main.c: that of 6.12 without "interruptible". */
final class Bools61Api {

    private final BoolsApi later;

    Bools61Api(Machine machine) {
        later = new BoolsApi(machine);
    }

    long gfnToPfnMemslot(
            Memslot slot, long gfn, boolean atomic, Out async, boolean writeFault, Out writable, HvaOut hva) {
        return later.gfnToPfnMemslot(slot, gfn, atomic, false, async, writeFault, writable, hva);
    }

    void releasePfnClean(long pfn) {
        later.releasePfnClean(pfn);
    }
}
