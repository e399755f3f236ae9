package org.pfnproof.kernel.tdp;

import static org.pfnproof.kernel.Quantifiers.count;
import static org.pfnproof.kernel.Quantifiers.every;
import static org.pfnproof.kernel.Quantifiers.some;
import static org.pfnproof.kernel.tdp.TdpMmuRules.used;
import static org.pfnproof.kernel.tdp.TdpState.NO_ROOT;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.tdp.Spte.Pfn;
import org.pfnproof.kernel.tdp.Steps.FaultStep;
import org.pfnproof.kernel.tdp.Steps.InvStep;
import org.pfnproof.kernel.tdp.Steps.SlotsStep;

/** The situations that a run of {@link TdpMmuProtocol} must reach, as the TLA+ module {@code TdpMmuProperties} has them. */
final class TdpMmuWitnesses {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;

    TdpMmuWitnesses(int vcpus, int invalidators, List<Integer> gfns) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
    }

    List<Rule<TdpState>> all() {
        return Rule.concat(Rule.concat(ofFastFaults(), ofFaults()), Rule.concat(ofTlbs(), ofWalks()));
    }

    private List<Rule<TdpState>> ofFastFaults() {
        return List.of(
                new Rule.StepWitness<>(
                        "TdpFastPfFixes",
                        (s, next) -> someVcpu(v -> goes(s, next, v, FaultStep.FAST_CMPXCHG, FaultStep.GUEST)
                                || goes(s, next, v, FaultStep.FAST_CMPXCHG, FaultStep.MARK_DIRTY))),
                new Rule.StepWitness<>(
                        "TdpFastPfRestoresAccess",
                        (s, next) -> someVcpu(v -> goes(s, next, v, FaultStep.FAST_CMPXCHG, FaultStep.GUEST)
                                && !s.faultOld(v).a())),
                new Rule.StepWitness<>(
                        "TdpFastPfLoses",
                        (s, next) -> someVcpu(v -> goes(s, next, v, FaultStep.FAST_CMPXCHG, FaultStep.FAST))),
                new Rule.StepWitness<>(
                        "TdpFastPfSpurious",
                        (s, next) -> someVcpu(v -> goes(s, next, v, FaultStep.FAST, FaultStep.GUEST))));
    }

    private List<Rule<TdpState>> ofFaults() {
        return List.of(
                new Rule.Witness<>(
                        "TdpFaultLosesCmpxchg",
                        s -> someVcpu(v -> s.faultStep(v) == FaultStep.CMPXCHG
                                && !used(s, v, s.faultGfn(v)).equals(s.faultOld(v)))),
                new Rule.Witness<>(
                        "TdpFaultMeetsFrozen",
                        s -> someVcpu(v -> s.faultStep(v) == FaultStep.MAP
                                && used(s, v, s.faultGfn(v)).isFrozenSpte())),
                new Rule.StepWitness<>(
                        "TdpFaultSpurious",
                        (s, next) -> someVcpu(v -> goes(s, next, v, FaultStep.MAP, FaultStep.GUEST)
                                && used(s, v, s.faultGfn(v)).isShadowPresentPte())),
                new Rule.Witness<>(
                        "TdpTwoFaultsInP18", s -> count(vcpus, v -> s.faultStep(v) == FaultStep.CMPXCHG) > 1),
                new Rule.Witness<>(
                        "TdpFaultOnObsoleteRoot",
                        s -> someVcpu(v -> s.faultStep(v) == FaultStep.LOCK && s.isInvalid(s.vcpuRoot(v)))));
    }

    private List<Rule<TdpState>> ofTlbs() {
        return List.of(
                new Rule.Witness<>(
                        "TdpWriteThroughStaleTlb",
                        s -> someUser(
                                s,
                                v -> some(
                                        gfns,
                                        g -> s.tlbW(v, g)
                                                && used(s, v, g).isShadowPresentPte()
                                                && !used(s, v, g).w()))),
                new Rule.Witness<>(
                        "TdpAgedEntryInTlb",
                        s -> someUser(
                                s,
                                v -> some(
                                        gfns,
                                        g -> s.tlbPfn(v, g) != Pfn.NONE
                                                && !used(s, v, g).a()))));
    }

    private List<Rule<TdpState>> ofWalks() {
        return List.of(
                new Rule.Witness<>("TdpZapMeetsNewWritable", this::zapMeetsNewWritable),
                new Rule.Witness<>("TdpSlotsLosesCmpxchg", this::slotsLosesCmpxchg),
                new Rule.StepWitness<>(
                        "TdpYieldWithFlush",
                        (s, next) -> someThread(n -> s.invStep(n) == InvStep.WALK
                                && next.invStep(n) == InvStep.YIELDED
                                && s.iter(n).flush())),
                new Rule.StepWitness<>(
                        "TdpRetryDuringYield",
                        (s, next) -> someThread(n -> s.invStep(n) == InvStep.YIELDED)
                                && someVcpu(v -> goes(s, next, v, FaultStep.LOCK, FaultStep.GUEST))),
                new Rule.Witness<>(
                        "TdpZapInInvalidRoot",
                        s -> someThread(n -> s.invStep(n) == InvStep.WRITE
                                && s.isInvalid(s.iter(n).root()))),
                new Rule.Witness<>("TdpTwoWalksOfOneRoot", s -> {
                    int root = s.iter(invalidators).root();
                    return root != NO_ROOT && someThread(n -> s.iter(n).root() == root);
                }),
                new Rule.Witness<>(
                        "TdpWalkHoldsLastReference",
                        s -> someThread(n -> isHeldByWalks(s, s.iter(n).root()))));
    }

    private boolean someVcpu(IntPredicate holds) {
        return some(vcpus, holds);
    }

    /** Of a vCPU that can use its root. */
    private boolean someUser(TdpState s, IntPredicate holds) {
        return some(vcpus, v -> TdpSptes.inUse(s, v) && holds.test(v));
    }

    private boolean someThread(IntPredicate holds) {
        return some(invalidators, holds);
    }

    private static boolean goes(TdpState s, TdpState next, int v, FaultStep from, FaultStep to) {
        return s.faultStep(v) == from && next.faultStep(v) == to;
    }

    private boolean zapMeetsNewWritable(TdpState s) {
        return someThread(n -> {
            Iter iter = s.iter(n);
            return s.invStep(n) == InvStep.WRITE
                    && iter.root() != NO_ROOT
                    && !iter.old().w()
                    && s.spte(iter.root(), iter.gfn()).w();
        });
    }

    private boolean slotsLosesCmpxchg(TdpState s) {
        if (s.slotsStep() != SlotsStep.WRITE) {
            return false;
        }
        Iter iter = s.iter(invalidators);
        return !s.spte(iter.root(), iter.gfn()).equals(iter.old());
    }

    /** Whether neither the TDP MMU nor a vCPU holds a root. */
    private boolean isHeldByWalks(TdpState s, int root) {
        return s.isInvalid(root) && !s.isScheduled(root) && every(vcpus, v -> s.vcpuRoot(v) != root);
    }
}
