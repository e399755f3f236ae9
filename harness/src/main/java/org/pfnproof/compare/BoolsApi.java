package org.pfnproof.compare;

import org.pfnproof.compare.Outcome.Held;
import org.pfnproof.compare.ReferenceLookup.Found;
import org.pfnproof.compare.ReferenceLookup.Remapped;
import org.pfnproof.compare.ReferenceLookup.Wanted;

/** __gfn_to_pfn_memslot() of Linux 6.1 (never interruptible) and 6.12, and the noref functions of v6. */
final class BoolsApi {

    private final Machine machine;

    BoolsApi(Machine machine) {
        this.machine = machine;
    }

    /** virt/kvm/kvm_main.c, Linux 6.12. */
    long gfnToPfnMemslot(
            Memslot slot,
            long gfn,
            boolean atomic,
            boolean interruptible,
            Out async,
            boolean writeFault,
            Out writable,
            HvaOut hva) {
        machine.ask(slot, gfn, writeFault);
        HvaOut.store(hva, gfn);
        return lookup(atomic, interruptible, async, writeFault, writable, null, ReferenceLookup::remappedByGuess);
    }

    /** v6: the page comes with its reference; the caller puts the page. */
    long gfnToPfnNorefMemslot(
            Memslot slot,
            long gfn,
            boolean atomic,
            boolean interruptible,
            Out async,
            boolean writeFault,
            Out writable,
            HvaOut hva,
            PageOut page) {
        machine.ask(slot, gfn, writeFault);
        HvaOut.store(hva, gfn);
        return lookup(atomic, interruptible, async, writeFault, writable, page, ReferenceLookup::remappedUnheld);
    }

    private long lookup(
            boolean atomic,
            boolean interruptible,
            Out async,
            boolean writeFault,
            Out writable,
            PageOut page,
            Remapped remapped) {
        if (looksUp(writeFault) && machine.bugOn(atomic && async != null)) {
            return 0;
        }
        Found found = ReferenceLookup.follow(
                machine.environment(),
                new Wanted(atomic, interruptible, async != null, writeFault, writable != null),
                remapped);
        Out.store(writable, found.writable());
        if (found.needsIo()) {
            Out.store(async, true);
        }
        if (page != null) {
            page.set(found.references() > 0);
        }
        machine.hold(found.references());
        return machine.answer(found.pfn());
    }

    /** kvm_release_pfn_clean(): the page is derived from the pfn. */
    void releasePfnClean(long pfn) {
        machine.putPfn(pfn);
    }

    /** v6: kvm_release_pfn_noref_clean(); the pfn is for the mark, the page is put. */
    void releasePfnNorefClean(long pfn, PageOut page) {
        if (!page.isNull()) {
            machine.put(Held.REFERENCE);
        }
    }

    /** Slot errors come before the BUG(). */
    private boolean looksUp(boolean write) {
        return ReferenceLookup.usable(machine.environment())
                && !(write && machine.environment().slot() == Environment.Slot.READ_ONLY);
    }
}
