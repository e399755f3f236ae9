package org.pfnproof.kernel.lookup;

import static org.pfnproof.kernel.lookup.LookupState.POISON;
import static org.pfnproof.kernel.lookup.LookupState.SWAP;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import org.pfnproof.kernel.lookup.LookupHost.Filling;
import org.pfnproof.kernel.lookup.LookupState.Signal;
import org.pfnproof.kernel.lookup.LookupState.Slot;
import org.pfnproof.kernel.lookup.Outcome.Exit;
import org.pfnproof.kernel.lookup.Outcome.Gup;
import org.pfnproof.kernel.lookup.Outcome.Result;
import org.pfnproof.kernel.pages.StructPages;

/**
 * How a gfn becomes a pfn, first half: virt/kvm/kvm_main.c, mm/gup.c of Linux 6.12; the TLA+ module {@code LookupGup}. Each method with
 * a truth value is one atomic step; it says false, and changes nothing, where the step is not enabled.
 */
final class LookupGup {

    private final Functions fn;
    private final LookupHost host;

    LookupGup(Functions fn, LookupHost host) {
        this.fn = fn;
        this.host = host;
    }

    /** What a caller of the lookup gives; of pointers, whether they are given. */
    record Inputs(
            Slot slot, boolean atomic, boolean interruptible, boolean async, boolean write, boolean mapWritable) {}

    /** The lookup's variables between two lookups. */
    static void noCall(LookupState s) {
        s.setStep(LookupStep.IDLE);
        s.setSlot(Slot.NONE);
        s.setAtomic(false);
        s.setInterruptible(false);
        s.setAsync(false);
        s.setWriteFault(false);
        s.setMapWritable(false);
        s.setFirst(NO_PFN);
        s.setGup(Gup.NONE);
        s.setResult(Result.NONE);
        s.setPfn(NO_PFN);
        s.setNeedsIo(false);
        s.setWritable(false);
        s.setExit(Exit.NONE);
    }

    // History

    private boolean servedNow(LookupState s) {
        return s.vma().allows(s.writeFault())
                && s.signal() == Signal.NONE
                && s.ptePfn() != POISON
                && (!s.vma().isPfnmap()
                        || !s.ptePresent()
                        || s.pageRefcount(s.ptePfn()) > 0
                        || !fn.kvmPfnIsRefcounted.test(s.ptePfn()));
    }

    /** Ends every step of a lookup, and of other threads meanwhile; always true. */
    boolean noteServed(LookupState s) {
        s.setServed(s.served() && servedNow(s));
        return true;
    }

    /** Ends the step with which a lookup begins; always true. */
    boolean beginsToNoteServed(LookupState s) {
        s.setServed(servedNow(s));
        return true;
    }

    // What a lookup comes to

    boolean goesOn(LookupState s, LookupStep step) {
        s.setStep(step);
        return noteServed(s);
    }

    boolean writableAsked(LookupState s) {
        return s.mapWritable() && !fn.readonlySlotForbidsUpgrade.test(s);
    }

    void returnPfn(LookupState s, int pfn, boolean writable) {
        s.setStep(LookupStep.RETURN);
        s.setResult(Result.PFN);
        s.setPfn(pfn);
        s.setFirst(NO_PFN);
        if (writableAsked(s)) {
            s.setWritable(writable);
        }
    }

    static void returnError(LookupState s, Result error) {
        s.setStep(LookupStep.RETURN);
        s.setResult(error);
    }

    private boolean gupFails(LookupState s, Gup error) {
        s.setGup(error);
        return goesOn(s, LookupStep.GUP_FAILED);
    }

    // L1 to L6

    /** L1 to L4: what the slot permits. */
    void slotStep(LookupState s, Inputs inputs) {
        noCall(s);
        s.setSlot(inputs.slot());
        s.setAtomic(inputs.atomic());
        s.setInterruptible(inputs.interruptible());
        s.setAsync(inputs.async());
        s.setWriteFault(inputs.write());
        s.setMapWritable(inputs.mapWritable());
        if (inputs.slot() == Slot.NONE || inputs.slot() == Slot.INVALID) {
            returnError(s, Result.NOSLOT);
        } else if (inputs.slot() == Slot.READONLY && inputs.write()) {
            returnError(s, Result.ERR_RO_FAULT);
        } else {
            s.setStep(fn.contradictory.of(inputs.atomic(), inputs.async()) ? LookupStep.BUG : LookupStep.FAST);
        }
    }

    /** __gfn_to_pfn_memslot(). */
    boolean gfnToPfnMemslot(LookupState s, Inputs inputs) {
        if (s.step() != LookupStep.IDLE) {
            return false;
        }
        slotStep(s, inputs);
        return beginsToNoteServed(s);
    }

    /** The lockless walk sees the entry only, and is always for write. */
    private static boolean fastGupFinds(LookupState s) {
        return s.vma().isOrdinary() && s.ptePresent() && s.pteWritable();
    }

    /** Whether a writable page is of any use. */
    boolean fastGupTried(LookupState s) {
        return s.writeFault() || writableAsked(s);
    }

    /** L5, L6. */
    boolean hvaToPfnFast(LookupState s) {
        if (s.step() != LookupStep.FAST) {
            return false;
        }
        if (fn.fastGupTried.test(s) && fastGupFinds(s)) {
            StructPages.getPage(s, s.ptePfn());
            returnPfn(s, s.ptePfn(), true);
        } else if (fn.atomicGivesUp.test(s)) {
            returnError(s, Result.ERR_FAULT);
        } else {
            s.setStep(LookupStep.SLOW);
            if (writableAsked(s)) {
                s.setWritable(s.writeFault());
            }
        }
        return noteServed(s);
    }

    // L7: each step takes mmap_lock for read and drops it again

    private static boolean gupMayFault(LookupState s) {
        return s.step() == LookupStep.SLOW && s.vma().isOrdinary() && s.vma().allows(s.writeFault());
    }

    static boolean entryServes(LookupState s, boolean write) {
        return s.ptePresent() && (!write || s.pteWritable());
    }

    /** GUP finds the page. */
    boolean getUserPagesUnlocked(LookupState s) {
        if (!gupMayFault(s) || !entryServes(s, s.writeFault())) {
            return false;
        }
        StructPages.getPage(s, s.ptePfn());
        if (writableAsked(s) && !s.writeFault()) {
            s.setStep(LookupStep.UPGRADE);
            s.setFirst(s.ptePfn());
        } else {
            returnPfn(s, s.ptePfn(), s.writable());
        }
        return noteServed(s);
    }

    /** -EFAULT without a page fault. */
    boolean checkVmaFlags(LookupState s) {
        return s.step() == LookupStep.SLOW && !gupMayFault(s) && gupFails(s, Gup.EFAULT);
    }

    /** FOLL_HWPOISON. */
    boolean faultinPagePoisoned(LookupState s) {
        return gupMayFault(s) && s.ptePfn() == POISON && gupFails(s, Gup.EHWPOISON);
    }

    /** The entry does not serve, but no I/O is needed. */
    boolean faultinPage(LookupState s, Filling filling, int pfn, boolean writable) {
        return s.step() == LookupStep.SLOW
                && s.vma().isOrdinary()
                && s.ptePfn() != SWAP
                && !entryServes(s, s.writeFault())
                && host.handleMmFault(s, filling, s.writeFault(), pfn, writable)
                && noteServed(s);
    }

    /** I/O is needed: FOLL_NOWAIT gives up. */
    boolean faultinPageNeedsIo(LookupState s) {
        if (!gupMayFault(s) || s.ptePfn() != SWAP) {
            return false;
        }
        return fn.noWait.test(s) ? gupFails(s, Gup.NOWAIT) : goesOn(s, LookupStep.WAIT_IO);
    }

    private static boolean ioFillsEntry(LookupState s) {
        return s.vma().isOrdinary() && s.ptePfn() == SWAP && s.vma().allows(s.writeFault());
    }

    /** I/O is over. */
    boolean ioDone(LookupState s, Filling filling, int pfn, boolean writable) {
        return s.step() == LookupStep.WAIT_IO
                && ioFillsEntry(s)
                && host.handleMmFault(s, filling, s.writeFault(), pfn, writable)
                && goesOn(s, LookupStep.SLOW);
    }

    /** The same, and somebody else was there. */
    boolean ioDoneForNothing(LookupState s) {
        return s.step() == LookupStep.WAIT_IO && !ioFillsEntry(s) && goesOn(s, LookupStep.SLOW);
    }

    /** FOLL_INTERRUPTIBLE: any signal ends the wait; else a fatal one. */
    boolean gupSignalPending(LookupState s) {
        return s.step() == LookupStep.WAIT_IO
                && (s.signal() == Signal.FATAL || s.signal() == Signal.PENDING && s.interruptible())
                && gupFails(s, Gup.EINTR);
    }

    /** Killed while GUP waits for mmap_lock. */
    boolean mmapReadLockKillableFails(LookupState s) {
        return s.step() == LookupStep.SLOW && s.signal() == Signal.FATAL && gupFails(s, Gup.EAGAIN);
    }

    /** A better page takes the first one's place; one that is the same was got and put. */
    static void upgradeTakes(LookupState s, int pfn, StructPages pages) {
        if (pfn != s.first()) {
            StructPages.getPage(s, pfn);
            pages.putPage(s, s.first());
        }
    }

    /** A read, and a writable mapping would be welcome. */
    boolean hvaToPfnSlowUpgrade(LookupState s) {
        if (s.step() != LookupStep.UPGRADE) {
            return false;
        }
        if (fastGupFinds(s)) {
            fn.upgradeTakes.on(s, s.ptePfn());
            returnPfn(s, s.ptePfn(), true);
        } else {
            fn.notUpgraded.accept(s);
            returnPfn(s, s.first(), s.writable());
        }
        return noteServed(s);
    }

    /** L8. */
    boolean hvaToPfnSigpending(LookupState s) {
        if (s.step() != LookupStep.GUP_FAILED || !fn.gupErrorIsSignal.test(s.gup())) {
            return false;
        }
        returnError(s, Result.ERR_SIGPENDING);
        return noteServed(s);
    }
}
