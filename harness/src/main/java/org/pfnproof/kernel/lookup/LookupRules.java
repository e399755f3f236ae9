package org.pfnproof.kernel.lookup;

import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Quantifiers;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.lookup.LookupState.Signal;
import org.pfnproof.kernel.lookup.LookupState.Slot;
import org.pfnproof.kernel.lookup.Outcome.Exit;
import org.pfnproof.kernel.lookup.Outcome.Gup;
import org.pfnproof.kernel.lookup.Outcome.Result;
import org.pfnproof.kernel.pages.PageClass;
import org.pfnproof.kernel.pages.StructPages;

/** What must hold of a lookup: the twin of the TLA+ module {@code LookupProperties}. */
final class LookupRules {

    private final Functions fn;
    private final StructPages pages;
    private final Set<Vma> vmas;
    private final Set<Slot> slots;

    LookupRules(Functions fn, StructPages pages, Set<Vma> vmas, Set<Slot> slots) {
        this.fn = fn;
        this.pages = pages;
        this.vmas = vmas;
        this.slots = slots;
    }

    List<Rule<LookupState>> all() {
        return List.of(
                new Rule.Invariant<>("LookupTypeOK", this::typeOk),
                new Rule.Invariant<>("LookupLeaksNoReference", s -> each(f -> s.pageRefcount(f) <= references(s, f))),
                new Rule.Invariant<>("LookupStealsNoReference", s -> each(f -> s.pageRefcount(f) >= references(s, f))),
                new Rule.StepRule<>(
                        "LookupZeroToOneOnlyByAllocation",
                        (s, next) -> each(f -> s.pageRefcount(f) != 0
                                || next.pageRefcount(f) <= 0
                                || s.inBuddy(f) && !next.inBuddy(f))),
                new Rule.Invariant<>(
                        "LookupErrorHasNoPage",
                        s -> !returned(s) || (s.result() == Result.PFN) == (s.pfn() != NO_PFN) && s.first() == NO_PFN),
                new Rule.Invariant<>(
                        "LookupAsyncMeansNeedsIo", s -> !s.needsIo() || s.async() && s.result() == Result.ERR_FAULT),
                new Rule.StepRule<>(
                        "LookupWritableIsTrue",
                        (s, next) -> !returnsNow(s, next) || !next.writable() || mapsWritably(s, next.pfn())),
                new Rule.StepRule<>("LookupWriteGetsWritablePage", LookupRules::writeGetsWritablePage),
                new Rule.Invariant<>("LookupReadonlySlotIsReadonly", LookupRules::readonlySlotIsReadonly),
                new Rule.Invariant<>("LookupErrorHasCause", LookupRules::errorHasCause),
                new Rule.StepRule<>(
                        "LookupHwpoisonIsReal",
                        (s, next) -> s.result() != Result.NONE
                                || next.result() != Result.ERR_HWPOISON
                                || s.ptePfn() == LookupState.POISON
                                || s.gup() == Gup.EHWPOISON),
                new Rule.Invariant<>(
                        "LookupFaultIsReal",
                        s -> !returned(s)
                                || s.result() != Result.ERR_FAULT
                                || s.needsIo()
                                || s.atomic()
                                || !s.served()),
                new Rule.Invariant<>(
                        "LookupKillIsSigpending",
                        s -> !returned(s)
                                || s.gup() != Gup.EINTR && s.gup() != Gup.EAGAIN
                                || s.result() == Result.ERR_SIGPENDING),
                new Rule.Invariant<>("LookupNeverBug", s -> s.step() != LookupStep.BUG),
                new Rule.Invariant<>(
                        "LookupBugOnlyIfContradictory", s -> s.step() != LookupStep.BUG || s.atomic() && s.async()),
                new Rule.Invariant<>("LookupAtomicNeverSleeps", s -> !s.atomic() || neverSleeps(s.step())),
                new Rule.Invariant<>("LookupAsyncNeverWaits", s -> !s.async() || s.step() != LookupStep.WAIT_IO),
                new Rule.Invariant<>("LookupAtomicReadFails", LookupRules::atomicReadFails),
                new Rule.Invariant<>(
                        "LookupLockIsBalanced",
                        s -> s.mmapReadLocked() == s.step().locksMmap()),
                new Rule.StepRule<>("LookupNeedsIoIsNoError", (s, next) -> !s.needsIo() || next.exit() != Exit.EFAULT));
    }

    /** Whether area, slot and frames are those that there are; the rest of its types is all that the fields can hold. */
    private boolean typeOk(LookupState s) {
        return pages.typeOk(s)
                && vmas.contains(s.vma())
                && (s.slot() == Slot.NONE || slots.contains(s.slot()))
                && (s.ptePfn() < NO_PFN || pages.isFrameOrNone(s.ptePfn()))
                && pages.isFrameOrNone(s.first())
                && pages.isFrameOrNone(s.pfn());
    }

    private boolean each(IntPredicate holds) {
        return Quantifiers.every(pages.frames(), holds);
    }

    static boolean returned(LookupState s) {
        return s.step() == LookupStep.RETURN;
    }

    private static boolean returnsNow(LookupState s, LookupState next) {
        return !returned(s) && returned(next) && next.result() == Result.PFN;
    }

    private static boolean mapsWritably(LookupState s, int pfn) {
        return s.ptePfn() == pfn && s.pteWritable();
    }

    /** Of the host's entry, of the lookup, of the driver. */
    private int references(LookupState s, int pfn) {
        int host = s.vma().isOrdinary() && s.ptePfn() == pfn ? 1 : 0;
        int call = fn.kvmPfnIsRefcounted.test(pfn) && (s.pfn() == pfn || s.first() == pfn) ? 1 : 0;
        return host + call + (pages.classOf(pfn) == PageClass.SPECIAL_FIRST ? 1 : 0);
    }

    private static boolean writeGetsWritablePage(LookupState s, LookupState next) {
        if (!returnsNow(s, next) || !s.writeFault()) {
            return true;
        }
        boolean told = next.writable() || !s.mapWritable() || s.slot() != Slot.NORMAL;
        return mapsWritably(s, next.pfn()) && told;
    }

    private static boolean readonlySlotIsReadonly(LookupState s) {
        return s.slot() != Slot.READONLY
                || !s.writable() && (!returned(s) || !s.writeFault() || s.result() == Result.ERR_RO_FAULT);
    }

    private static boolean errorHasCause(LookupState s) {
        if (!returned(s)) {
            return true;
        }
        boolean noSlot = s.slot() == Slot.NONE || s.slot() == Slot.INVALID;
        boolean signalled = s.signal() == Signal.FATAL || s.signal() == Signal.PENDING && s.interruptible();
        return (s.result() == Result.NOSLOT) == noSlot
                && (s.result() != Result.ERR_RO_FAULT || s.writeFault())
                && (s.result() != Result.ERR_SIGPENDING || signalled);
    }

    private static boolean neverSleeps(LookupStep step) {
        return step == LookupStep.FAST || step == LookupStep.RETURN || step == LookupStep.BUG;
    }

    private static boolean atomicReadFails(LookupState s) {
        boolean translatable = s.slot() == Slot.NORMAL || s.slot() == Slot.READONLY && !s.writeFault();
        return !returned(s)
                || !translatable
                || !s.atomic()
                || s.writeFault()
                || s.mapWritable() && s.slot() != Slot.READONLY
                || s.result() == Result.ERR_FAULT;
    }
}
