package org.pfnproof.kernel.slotranges;

import static org.pfnproof.kernel.Quantifiers.every;
import static org.pfnproof.kernel.Quantifiers.some;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.slotranges.SlotRangesState.FaultStep;
import org.pfnproof.kernel.slotranges.SlotRangesState.InvalidationStep;

/** The situations that a run of {@link SlotRangesProtocol} must reach, as the TLA+ module {@code SlotRangesProperties} has them. */
final class SlotRangesWitnesses {

    private final SlotRanges code;
    private final int vcpus;
    private final int invalidators;
    private final Slots slots;

    SlotRangesWitnesses(SlotRanges code, int vcpus, int invalidators, Slots slots) {
        this.code = code;
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.slots = slots;
    }

    List<Rule<SlotRangesState>> all() {
        return List.of(
                new Rule.StepWitness<>(
                        "RngAliasInstalledDuringWalk",
                        (s, next) -> someVcpu(v -> installs(s, next, v)
                                && someThread(n -> hasYielded(s, n) && code.isBehind(s, n, s.faultPage(v))))),
                new Rule.StepWitness<>(
                        "RngAliasZappedInItsTurn",
                        (s, next) -> someThread(n -> isUnmapping(s, n)
                                && somePage(p -> slots.slotOf(p) == s.invSlot(n) && goes(s, next, p))
                                && somePage(p -> slots.slotOf(p) < s.invSlot(n) && code.isBehind(s, n, p)))),
                new Rule.StepWitness<>(
                        "RngGfnHullHoldsBackOtherHva",
                        (s, next) -> someVcpu(v -> sentBackByRange(s, next, v)
                                && someThread(n -> code.hasBegun(s, n)
                                        && isOnlyOne(s, n)
                                        && !code.isBehind(s, n, s.faultPage(v))))),
                new Rule.StepWitness<>(
                        "RngHvaRangeHoldsBackAlias",
                        (s, next) -> someVcpu(v -> sentBackByRange(s, next, v)
                                && someThread(n -> hasYielded(s, n)
                                        && isOnlyOne(s, n)
                                        && code.isBehind(s, n, s.faultPage(v))
                                        && slots.slotOf(s.faultPage(v)) > s.invSlot(n)))),
                new Rule.StepWitness<>(
                        "RngSentBackBetweenTwo",
                        (s, next) -> someVcpu(v -> sentBackByRange(s, next, v)
                                && !someThread(n -> code.hasBegun(s, n) && code.isBehind(s, n, s.faultPage(v))))),
                new Rule.Witness<>(
                        "RngNoSlotMet", s -> someThread(n -> SlotRanges.hasReturned(s, n) && !code.meetsMemory(s, n))),
                new Rule.StepWitness<>(
                        "RngMapsBesideInvalidation",
                        (s, next) -> s.mmuInvalidateInProgress() > 0 && someVcpu(v -> installs(s, next, v))),
                new Rule.Witness<>(
                        "RngTwoOverlap",
                        s -> someThread(n -> code.hasBegun(s, n)
                                && someThread(m -> m != n && code.hasBegun(s, m) && overlap(s, n, m)))),
                new Rule.Witness<>("RngNonBlockingStart", s -> someThread(n -> isUnmapping(s, n) && !s.invMayBlock(n))),
                new Rule.StepWitness<>(
                        "RngZapsInOtherAddressSpace",
                        (s, next) -> someThread(n -> isUnmapping(s, n))
                                && somePage(p -> slots.page(p).addressSpace() != 0 && goes(s, next, p))));
    }

    private boolean someVcpu(IntPredicate holds) {
        return some(vcpus, holds);
    }

    private boolean someThread(IntPredicate holds) {
        return some(invalidators, holds);
    }

    private boolean somePage(IntPredicate holds) {
        return some(slots.pageCount(), i -> holds.test(i + 1));
    }

    private static boolean maps(SlotRangesState s, SlotRangesState next, int v) {
        return s.faultStep(v) == FaultStep.MAP && next.faultStep(v) == FaultStep.GUEST;
    }

    private static boolean installs(SlotRangesState s, SlotRangesState next, int v) {
        return maps(s, next, v) && s.spte(s.faultPage(v)) == Mapped.NONE && next.spte(s.faultPage(v)) != Mapped.NONE;
    }

    private static boolean sentBackByRange(SlotRangesState s, SlotRangesState next, int v) {
        return maps(s, next, v) && s.faultMmuSeq(v) == s.mmuInvalidateSeq() && next.spte(s.faultPage(v)) == Mapped.NONE;
    }

    /** Whether a page's SPTE is removed. */
    private static boolean goes(SlotRangesState s, SlotRangesState next, int p) {
        return s.spte(p) != Mapped.NONE && next.spte(p) == Mapped.NONE;
    }

    private static boolean isUnmapping(SlotRangesState s, int n) {
        return s.invStep(n) == InvalidationStep.UNMAP;
    }

    private static boolean hasYielded(SlotRangesState s, int n) {
        return s.invStep(n) == InvalidationStep.UNMAP_YIELDED;
    }

    private boolean isOnlyOne(SlotRangesState s, int n) {
        return every(invalidators, m -> m == n || !code.hasBegun(s, m));
    }

    private boolean overlap(SlotRangesState s, int n, int m) {
        return somePage(p -> code.isBehind(s, n, p) && code.isBehind(s, m, p));
    }
}
