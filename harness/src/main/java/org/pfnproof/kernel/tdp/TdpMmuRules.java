package org.pfnproof.kernel.tdp;

import static org.pfnproof.kernel.notifier.NotifierState.NO_WRITER;
import static org.pfnproof.kernel.tdp.TdpState.NO_ROOT;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.tdp.Spte.Pfn;
import org.pfnproof.kernel.tdp.Spte.Status;
import org.pfnproof.kernel.tdp.Steps.Access;
import org.pfnproof.kernel.tdp.Steps.FaultStep;
import org.pfnproof.kernel.tdp.Steps.HostPte;
import org.pfnproof.kernel.tdp.Steps.InvStep;
import org.pfnproof.kernel.tdp.Steps.SlotsStep;

/** What must hold of {@link TdpMmuProtocol}: the twin of the TLA+ module {@code TdpMmuProperties}. */
final class TdpMmuRules {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;
    private final List<Integer> roots;
    private final TdpSptes sptes;
    private final TdpTypes types;

    TdpMmuRules(
            int vcpus, int invalidators, List<Integer> gfns, List<Integer> roots, TdpSptes sptes, List<Access> faults) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
        this.roots = roots;
        this.sptes = sptes;
        types = new TdpTypes(vcpus, invalidators, gfns, roots, faults);
    }

    List<Rule<TdpState>> all() {
        return List.of(
                new Rule.Invariant<>("TdpTypeOK", types::ok),
                new Rule.Invariant<>(
                        "TdpNothingReachableInRange",
                        s -> eachUsed(
                                s,
                                (v, g) -> !underInvalidation(s, g)
                                        || !used(s, v, g).isShadowPresentPte() && s.tlbPfn(v, g) == Pfn.NONE)),
                new Rule.Invariant<>(
                        "TdpNoOldPageReachable",
                        s -> eachUsed(s, (v, g) -> used(s, v, g).pfn() != Pfn.OLD && s.tlbPfn(v, g) != Pfn.OLD)),
                new Rule.Invariant<>("TdpMarksOnlyLivePages", s -> !s.markedOld()),
                new Rule.Invariant<>(
                        "TdpTlbIsFlushedUnderLock",
                        s -> s.mmuLockWriter() != NO_WRITER || eachUsed(s, (v, g) -> tlbIsFlushed(s, v, g))),
                new Rule.Invariant<>(
                        "TdpTlbWritableOnlyIfMmuWritable",
                        s -> s.mmuLockWriter() != NO_WRITER
                                || eachUsed(
                                        s,
                                        (v, g) -> !s.tlbW(v, g)
                                                || used(s, v, g).isFrozenSpte()
                                                || used(s, v, g).mmuw())),
                new Rule.Invariant<>(
                        "TdpWritableOnlyIfHostWritable",
                        s -> eachUsed(
                                s,
                                (v, g) -> underInvalidation(s, g)
                                        || !used(s, v, g).w() && !s.tlbW(v, g)
                                        || s.host(g) == HostPte.RW)),
                new Rule.Invariant<>("TdpDirtyIsNotLost", s -> eachGfn(g -> dirtyIsNotLost(s, g))),
                new Rule.Invariant<>("TdpDirtyLogIsComplete", s -> eachGfn(g -> dirtyLogIsComplete(s, g))),
                new Rule.Invariant<>("TdpZappedRootStaysEmpty", this::zappedRootStaysEmpty),
                new Rule.Invariant<>("TdpWalkedRootIsAlive", s -> IntStream.rangeClosed(0, invalidators)
                        .map(walk -> s.iter(walk).root())
                        .allMatch(root -> root == NO_ROOT || s.isListed(root))),
                new Rule.StepRule<>("TdpFrozenIsLeftAlone", this::frozenIsLeftAlone),
                new Rule.StepRule<>("TdpNoInvalidSpteChange", this::noInvalidSpteChange),
                new Rule.StepRule<>("TdpNothingInstalledBesideTlb", this::nothingInstalledBesideTlb),
                new Rule.StepRule<>(
                        "TdpFaultKeepsWritable",
                        (s, next) -> eachSpte((r, g) -> !s.spte(r, g).mmuw()
                                || !next.spte(r, g).isShadowPresentPte()
                                || next.spte(r, g).mmuw())));
    }

    static Spte used(TdpState s, int v, int gfn) {
        return s.spte(s.vcpuRoot(v), gfn);
    }

    private boolean underInvalidation(TdpState s, int gfn) {
        return IntStream.range(0, invalidators)
                .anyMatch(n -> (s.invStep(n) == InvStep.MODIFY || s.invStep(n) == InvStep.END) && s.inInvRange(n, gfn));
    }

    private static boolean tlbIsFlushed(TdpState s, int v, int gfn) {
        Spte spte = used(s, v, gfn);
        return s.tlbPfn(v, gfn) == Pfn.NONE
                || spte.isFrozenSpte()
                || spte.isShadowPresentPte() && spte.pfn() == s.tlbPfn(v, gfn);
    }

    private boolean dirtyIsNotLost(TdpState s, int gfn) {
        if (!s.isWritten(gfn) || s.isDirty(gfn)) {
            return true;
        }
        Iter slots = s.iter(invalidators);
        return s.slotsStep() == SlotsStep.FROZEN && slots.gfn() == gfn && sptes.isDirtySpte(slots.old())
                || roots.stream()
                        .map(root -> s.spte(root, gfn))
                        .anyMatch(spte -> sptes.isDirtySpte(spte) && spte.pfn() == Pfn.PAGE);
    }

    private boolean dirtyLogIsComplete(TdpState s, int gfn) {
        return !s.isUncopied(gfn)
                || s.inDirtyBitmap(gfn)
                || s.isHarvested(gfn)
                || IntStream.range(0, vcpus)
                        .anyMatch(v -> s.faultStep(v) == FaultStep.MARK_DIRTY && s.faultGfn(v) == gfn);
    }

    private boolean zappedRootStaysEmpty(TdpState s) {
        return roots.stream()
                .filter(root -> s.isInvalid(root) && !s.isScheduled(root) || !s.isListed(root))
                .allMatch(root -> eachGfn(gfn -> !s.spte(root, gfn).isShadowPresentPte()));
    }

    private boolean frozenIsLeftAlone(TdpState s, TdpState next) {
        return eachSpte((r, g) -> !s.spte(r, g).isFrozenSpte()
                || next.spte(r, g).isFrozenSpte()
                || next.spte(r, g).st() == Status.NONE && s.slotsStep() == SlotsStep.FROZEN);
    }

    private boolean noInvalidSpteChange(TdpState s, TdpState next) {
        return eachSpte((r, g) -> {
            Spte old = s.spte(r, g);
            Spte made = next.spte(r, g);
            return !old.isShadowPresentPte()
                    || !made.isShadowPresentPte()
                    || old.pfn() == made.pfn()
                    || old.pfn() == Pfn.PAGE && invChanges(s, next);
        });
    }

    private boolean invChanges(TdpState s, TdpState next) {
        return IntStream.range(0, invalidators)
                .anyMatch(n -> s.invStep(n) != next.invStep(n)
                        || s.invOp(n) != next.invOp(n)
                        || s.invStart(n) != next.invStart(n)
                        || s.invEnd(n) != next.invEnd(n));
    }

    private boolean nothingInstalledBesideTlb(TdpState s, TdpState next) {
        return eachSpte((r, g) -> s.spte(r, g).isShadowPresentPte()
                || !next.spte(r, g).isShadowPresentPte()
                || IntStream.range(0, vcpus)
                        .filter(v -> TdpSptes.inUse(s, v) && s.vcpuRoot(v) == r)
                        .allMatch(v -> s.tlbPfn(v, g) == Pfn.NONE));
    }

    /** Of a vCPU and a gfn, or of a root and a gfn. */
    private interface PairTest {
        boolean test(int which, int gfn);
    }

    /** Of every vCPU that can use its root, and every gfn. */
    private boolean eachUsed(TdpState s, PairTest holds) {
        return IntStream.range(0, vcpus)
                .filter(v -> TdpSptes.inUse(s, v))
                .allMatch(v -> eachGfn(gfn -> holds.test(v, gfn)));
    }

    private boolean eachSpte(PairTest holds) {
        return roots.stream().allMatch(root -> eachGfn(gfn -> holds.test(root, gfn)));
    }

    private boolean eachGfn(IntPredicate holds) {
        return gfns.stream().allMatch(holds::test);
    }
}
