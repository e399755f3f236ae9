package org.pfnproof.kernel.lookup;

import static org.pfnproof.kernel.lookup.LookupState.POISON;

import org.pfnproof.kernel.lookup.LookupGup.Inputs;
import org.pfnproof.kernel.lookup.LookupHost.Filling;
import org.pfnproof.kernel.lookup.LookupState.Signal;
import org.pfnproof.kernel.lookup.Outcome.Exit;
import org.pfnproof.kernel.lookup.Outcome.Gup;
import org.pfnproof.kernel.lookup.Outcome.Result;
import org.pfnproof.kernel.pages.StructPages;

/**
 * How a gfn becomes a pfn, second half, for what GUP refuses, and what the page fault makes of the result: virt/kvm/kvm_main.c,
 * mm/gup.c, arch/x86/kvm/mmu/mmu.c of Linux 6.12; the TLA+ module {@code Lookup}. Each method with a truth value is one atomic step; it
 * says false, and changes nothing, where the step is not enabled.
 */
final class Lookup {

    private final Functions fn;
    private final LookupHost host;
    private final LookupGup gup;
    private final StructPages pages;

    Lookup(Functions fn, LookupHost host, LookupGup gup, StructPages pages) {
        this.fn = fn;
        this.host = host;
        this.gup = gup;
        this.pages = pages;
    }

    static void unlockAndReturn(LookupState s, Result error) {
        LookupGup.returnError(s, error);
        s.setMmapReadLocked(false);
    }

    /** L9: mmap_lock is held from here to the return. */
    boolean mmapReadLock(LookupState s) {
        if (s.step() != LookupStep.GUP_FAILED || fn.gupErrorIsSignal.test(s.gup())) {
            return false;
        }
        s.setMmapReadLocked(true);
        return gup.goesOn(s, LookupStep.POISON);
    }

    private static boolean probeMayWrite(LookupState s) {
        return !s.async() && s.vma().isOrdinary() && s.vma().allowsWrite();
    }

    /** The probe is a GUP for write without a page array: it may fill the entry. */
    static boolean probeFaults(LookupState s) {
        return probeMayWrite(s) && s.ptePfn() != POISON && !LookupGup.entryServes(s, true);
    }

    static boolean probeSaysPoison(LookupState s) {
        return probeMayWrite(s) && s.ptePfn() == POISON;
    }

    /** check_user_page_hwpoison(). */
    boolean checkUserPageHwpoison(LookupState s) {
        boolean known = s.gup() == Gup.EHWPOISON;
        if (s.step() != LookupStep.POISON || !known && fn.probeFaults.test(s)) {
            return false;
        }
        if (known || fn.probeSaysPoison.test(s)) {
            fn.unlockAndReturn.take(s, Result.ERR_HWPOISON);
        } else {
            s.setStep(LookupStep.VMA);
        }
        return gup.noteServed(s);
    }

    /** The probe fills the entry on its way. */
    boolean checkUserPageHwpoisonFaults(LookupState s, Filling filling, int pfn, boolean writable) {
        return s.step() == LookupStep.POISON
                && s.gup() != Gup.EHWPOISON
                && fn.probeFaults.test(s)
                && host.handleMmFault(s, filling, true, pfn, writable)
                && gup.noteServed(s);
    }

    /** L10. */
    boolean vmaLookup(LookupState s) {
        if (s.step() != LookupStep.VMA) {
            return false;
        }
        if (s.vma().isPfnmap()) {
            s.setStep(LookupStep.REMAPPED);
        } else {
            s.setMmapReadLocked(false);
            s.setNeedsIo(s.needsIo() || fn.asyncIsSet.test(s));
            LookupGup.returnError(s, Result.ERR_FAULT);
        }
        return gup.noteServed(s);
    }

    // L11

    /** What hva_to_pfn_remapped() makes of an entry that is there. */
    void remappedReturns(LookupState s) {
        int pfn = s.ptePfn();
        boolean writable = fn.remappedWritable.test(s);
        if (s.writeFault() && !writable) {
            fn.unlockAndReturn.take(s, Result.ERR_RO_FAULT);
            return;
        }
        boolean refcounted = fn.kvmPfnIsRefcounted.test(pfn);
        if (!refcounted || fn.tryGetSucceeds.of(s, pfn)) {
            gup.returnPfn(s, pfn, writable);
            if (refcounted) {
                s.setPageRefcount(pfn, s.pageRefcount(pfn) + 1);
            }
        } else {
            LookupGup.returnError(s, Result.ERR_FAULT);
            if (gup.writableAsked(s)) {
                s.setWritable(writable);
            }
        }
        s.setMmapReadLocked(false);
    }

    private static boolean looks(LookupState s) {
        return s.step() == LookupStep.REMAPPED || s.step() == LookupStep.SECOND_LOOK;
    }

    /** hva_to_pfn_remapped(): the entry is there, at the first look or at the second. */
    boolean hvaToPfnRemapped(LookupState s) {
        if (!looks(s) || !s.ptePresent()) {
            return false;
        }
        fn.remappedReturns.accept(s);
        return gup.noteServed(s);
    }

    /** follow_pte() finds no entry. */
    boolean followPteFails(LookupState s) {
        if (!looks(s) || s.ptePresent()) {
            return false;
        }
        if (s.step() == LookupStep.REMAPPED) {
            s.setStep(LookupStep.FIXUP);
        } else {
            fn.unlockAndReturn.take(s, Result.ERR_FAULT);
        }
        return gup.noteServed(s);
    }

    /** The driver fills the entry, mmap_lock stays. */
    boolean fixupUserFault(LookupState s, Filling filling, int pfn, boolean writable) {
        return s.step() == LookupStep.FIXUP
                && host.handleMmFault(s, filling, s.writeFault(), pfn, writable)
                && gup.goesOn(s, LookupStep.SECOND_LOOK);
    }

    /** Somebody else filled it meanwhile. */
    boolean fixupUserFaultSpurious(LookupState s) {
        return s.step() == LookupStep.FIXUP
                && LookupGup.entryServes(s, s.writeFault())
                && gup.goesOn(s, LookupStep.SECOND_LOOK);
    }

    /** The driver waits for something and drops mmap_lock. */
    boolean fixupUserFaultUnlocks(LookupState s) {
        if (s.step() != LookupStep.FIXUP || !s.vma().allows(s.writeFault())) {
            return false;
        }
        s.setMmapReadLocked(false);
        return gup.goesOn(s, LookupStep.FIXUP_UNLOCKED);
    }

    private static boolean relocks(LookupState s) {
        return s.step() == LookupStep.FIXUP_UNLOCKED && s.vma().allows(s.writeFault()) && s.ptePfn() != POISON;
    }

    private boolean relocked(LookupState s) {
        s.setMmapReadLocked(true);
        return gup.goesOn(s, LookupStep.VMA);
    }

    /** It has the lock again and fills what the address has now. */
    boolean fixupUserFaultRelocks(LookupState s, Filling filling, int pfn, boolean writable) {
        return fn.driverFillsEntry
                && relocks(s)
                && !LookupGup.entryServes(s, s.writeFault())
                && host.handleMmFault(s, filling, s.writeFault(), pfn, writable)
                && relocked(s);
    }

    /** The same, and there is nothing to fill. */
    boolean fixupUserFaultRelocksForNothing(LookupState s) {
        return relocks(s) && (LookupGup.entryServes(s, s.writeFault()) || !fn.driverFillsEntry) && relocked(s);
    }

    /** The area does not permit it, or is gone, or the page is poisoned. */
    boolean fixupUserFaultFails(LookupState s) {
        boolean refused = !s.vma().allows(s.writeFault());
        boolean fails = s.step() == LookupStep.FIXUP && refused
                || s.step() == LookupStep.FIXUP_UNLOCKED && (refused || s.ptePfn() == POISON);
        if (!fails) {
            return false;
        }
        fn.unlockAndReturn.take(s, Result.ERR_FAULT);
        return gup.noteServed(s);
    }

    // The caller

    private static boolean callEnds(LookupState s, Exit exit) {
        LookupGup.noCall(s);
        s.setExit(exit);
        s.setServed(false);
        return true;
    }

    /** P12: the first lookup would have to wait; the second one may. */
    boolean kvmFaultinPfn(LookupState s) {
        if (s.step() != LookupStep.RETURN || !fn.secondTry.test(s)) {
            return false;
        }
        gup.slotStep(
                s, new Inputs(s.slot(), false, fn.secondTryIsInterruptible, false, s.writeFault(), s.mapWritable()));
        return gup.beginsToNoteServed(s);
    }

    /** P13. */
    boolean kvmHandleErrorPfn(LookupState s) {
        if (s.step() != LookupStep.RETURN || !s.result().isError() || fn.secondTry.test(s)) {
            return false;
        }
        return callEnds(
                s,
                switch (s.result()) {
                    case ERR_SIGPENDING -> Exit.EINTR;
                    case ERR_RO_FAULT -> Exit.EMULATE;
                    case ERR_HWPOISON -> Exit.SIGBUS;
                    default -> Exit.EFAULT;
                });
    }

    /** kvm_handle_noslot_fault(). */
    boolean kvmHandleNoslotFault(LookupState s) {
        return s.step() == LookupStep.RETURN && s.result() == Result.NOSLOT && callEnds(s, Exit.MMIO);
    }

    /** P19. */
    boolean kvmReleasePfnClean(LookupState s) {
        if (s.step() != LookupStep.RETURN || s.result() != Result.PFN) {
            return false;
        }
        if (fn.kvmPfnIsRefcounted.test(s.pfn())) {
            pages.putPage(s, s.pfn());
        }
        return callEnds(s, Exit.MAPPED);
    }

    /** The signal is delivered. */
    boolean getSignal(LookupState s) {
        if (s.step() != LookupStep.IDLE || s.signal() == Signal.NONE) {
            return false;
        }
        s.setSignal(Signal.NONE);
        return gup.noteServed(s);
    }
}
