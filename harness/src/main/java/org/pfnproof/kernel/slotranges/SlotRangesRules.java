package org.pfnproof.kernel.slotranges;

import static org.pfnproof.kernel.Quantifiers.count;
import static org.pfnproof.kernel.Quantifiers.every;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.notifier.NotifierState;
import org.pfnproof.kernel.slotranges.SlotRangesState.InvalidationStep;

/** What must hold of {@link SlotRangesProtocol}: the twin of the TLA+ module {@code SlotRangesProperties}. */
final class SlotRangesRules {

    private final SlotRanges code;
    private final int vcpus;
    private final int invalidators;
    private final List<Integer> hvas;
    private final Slots slots;

    SlotRangesRules(SlotRanges code, int vcpus, int invalidators, List<Integer> hvas, Slots slots) {
        this.code = code;
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.hvas = hvas;
        this.slots = slots;
    }

    List<Rule<SlotRangesState>> all() {
        return List.of(
                new Rule.Invariant<>("RngTypeOK", this::typeOk),
                new Rule.Invariant<>(
                        "RngNothingMappedWhileInvalidated", s -> eachReturned(s, p -> s.spte(p) == Mapped.NONE)),
                new Rule.Invariant<>("RngGuestMapsWhatHostMaps", s -> eachPage(p -> s.spte(p) != Mapped.STALE)),
                new Rule.Invariant<>(
                        "RngInProgressBalanced",
                        s -> s.mmuInvalidateInProgress() == count(invalidators, n -> code.hasBegun(s, n))),
                new Rule.Invariant<>(
                        "RngRangeCoversGfns",
                        s -> eachReturned(
                                s, p -> MmuNotifier.inRange(s, slots.page(p).gfn()))),
                new Rule.Invariant<>("RngRangeCoversHvas", s -> each(n -> !code.hasBegun(s, n) || coversHvas(s, n))),
                new Rule.Invariant<>(
                        "RngRangeIsSet",
                        s -> s.mmuInvalidateInProgress() == 0
                                || s.mmuLockWriter() != NotifierState.NO_WRITER
                                || MmuNotifier.hasRange(s)),
                new Rule.Invariant<>(
                        "RngNonBlockingStartDoesNotYield",
                        s -> each(n -> s.invStep(n) != InvalidationStep.UNMAP_YIELDED || s.invMayBlock(n))),
                new Rule.Invariant<>(
                        "RngWalkHoldsMmuLock", s -> each(n -> walks(s.invStep(n)) == (s.mmuLockWriter() == n))),
                new Rule.StepRule<>("RngNothingInstalledOnceBegun", this::nothingInstalledOnceBegun));
    }

    private boolean each(IntPredicate holds) {
        return every(invalidators, holds);
    }

    private boolean eachPage(IntPredicate holds) {
        return every(slots.pageCount(), i -> holds.test(i + 1));
    }

    /** Of each page behind an invalidation whose start has returned and whose end has not been called. */
    private boolean eachReturned(SlotRangesState s, IntPredicate holds) {
        return each(n -> !SlotRanges.hasReturned(s, n) || eachPage(p -> !code.isBehind(s, n, p) || holds.test(p)));
    }

    /** Whether pages and slots named are such; the rest of its types is all that the fields can hold. */
    private boolean typeOk(SlotRangesState s) {
        return MmuNotifier.typeOk(s, invalidators)
                && every(vcpus, v -> s.faultPage(v) <= slots.pageCount())
                && each(n -> s.invSlot(n) <= slots.slotCount());
    }

    private boolean coversHvas(SlotRangesState s, int n) {
        return every(hvas, h -> h < s.invStart(n) || h >= s.invEnd(n) || MmuNotifier.inRange(s, h));
    }

    private static boolean walks(InvalidationStep step) {
        return step == InvalidationStep.RANGE_ADD || step == InvalidationStep.UNMAP;
    }

    private boolean nothingInstalledOnceBegun(SlotRangesState s, SlotRangesState next) {
        return each(n -> !code.hasBegun(s, n)
                || eachPage(p -> !code.isBehind(s, n, p) || s.spte(p) != Mapped.NONE || next.spte(p) == Mapped.NONE));
    }
}
