package org.pfnproof.kernel.huge;

import static org.pfnproof.kernel.Quantifiers.every;
import static org.pfnproof.kernel.Quantifiers.some;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.huge.HugePagesState.FaultStep;
import org.pfnproof.kernel.huge.HugePagesState.InvalidationStep;
import org.pfnproof.kernel.huge.HugePagesState.Operation;
import org.pfnproof.kernel.huge.HugePagesState.UpdateStep;
import org.pfnproof.kernel.pages.StructPages;

/** The situations that a run of {@link HugePagesProtocol} must reach, as the TLA+ module {@code HugePagesProperties} has them. */
final class HugePagesWitnesses {

    private final int vcpus;
    private final int invalidators;

    HugePagesWitnesses(int vcpus, int invalidators) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
    }

    List<Rule<HugePagesState>> all() {
        return Rule.concat(ofMappings(), ofFaults());
    }

    private List<Rule<HugePagesState>> ofMappings() {
        return List.of(
                new Rule.Witness<>("HugeSpteInstalled", HugePagesState::spteHuge),
                new Rule.StepWitness<>(
                        "HugeSpteReplacesSmallOnes",
                        (s, next) -> !s.spteHuge()
                                && someVcpu(v -> mapsHuge(s, next, v) && s.spte(3 - s.faultGfn(v)) != NO_PFN)),
                new Rule.StepWitness<>(
                        "HugeSpteZappedByPart",
                        (s, next) -> s.spteHuge()
                                && !next.spteHuge()
                                && someThread(n -> isIdle(s, n) && next.invEnd(n) - next.invStart(n) == 1)),
                new Rule.StepWitness<>(
                        "HugeSpteZappedBySplit",
                        (s, next) -> s.spteHuge() && someThread(n -> isIdle(s, n) && next.invOp(n) == Operation.SPLIT)),
                new Rule.StepWitness<>(
                        "HugeSpteZappedByNestedSplit",
                        (s, next) -> s.spteHuge() && someThread(n -> s.invBegun(n) == 1 && next.invBegun(n) == 2)),
                new Rule.StepWitness<>(
                        "HugeSpteZappedByAttributes",
                        (s, next) -> s.spteHuge()
                                && !next.spteHuge()
                                && s.updateStep() == UpdateStep.IDLE
                                && next.updateStep() == UpdateStep.STORE),
                new Rule.StepWitness<>(
                        "HugeCollapsed",
                        (s, next) -> someThread(n ->
                                s.invStep(n) == InvalidationStep.COLLAPSE && next.invStep(n) == InvalidationStep.FREE)),
                new Rule.StepWitness<>("HugeCollapseFailsByFault", this::collapseFailsByFault));
    }

    private List<Rule<HugePagesState>> ofFaults() {
        return List.of(
                new Rule.StepWitness<>(
                        "HugeTailLookedUp", (s, next) -> someVcpu(v -> mapsHuge(s, next, v) && s.faultGfn(v) == 2)),
                new Rule.StepWitness<>(
                        "HugeHostButSmallSpte",
                        (s, next) -> s.hostHuge()
                                && someVcpu(v -> maps(s, next, v)
                                        && HugeHost.inBlock(s.faultGfn(v))
                                        && s.faultGoalLevel(v) == 1)),
                new Rule.StepWitness<>(
                        "HugeFaultRetriesBySplit",
                        (s, next) -> someThread(n -> s.invBegun(n) != 0 && s.invOp(n) == Operation.SPLIT)
                                && someVcpu(v -> sentBack(s, next, v) && s.hostPte(s.faultGfn(v)) == s.faultPfn(v))),
                new Rule.StepWitness<>(
                        "HugeMapsBesideInvalidation",
                        (s, next) -> someThread(n -> s.invBegun(n) != 0) && someVcpu(v -> mapsHuge(s, next, v))),
                new Rule.Witness<>(
                        "HugeTailHeldAfterUnmap",
                        s -> someThread(n -> isIdle(s, n))
                                && someVcpu(v -> s.faultPfn(v) != NO_PFN
                                        && StructPages.pageTail(s, s.faultPfn(v))
                                        && s.hostPte(s.faultGfn(v)) != s.faultPfn(v))),
                new Rule.StepWitness<>(
                        "HugeFaultRetriesByCollapse",
                        (s, next) -> someThread(n -> s.invOp(n) == Operation.COLLAPSE)
                                && someVcpu(v -> sentBack(s, next, v))),
                new Rule.StepWitness<>(
                        "HugeFaultRetriesByNeighboursAttribute",
                        (s, next) -> s.updateStep() != UpdateStep.IDLE
                                && every(invalidators, n -> s.invBegun(n) == 0)
                                && someVcpu(v -> sentBack(s, next, v) && !isUpdated(s, s.faultGfn(v)))),
                new Rule.StepWitness<>(
                        "HugeFaultMeetsPrivate",
                        (s, next) -> someVcpu(v -> goes(s, next, v, FaultStep.PRIVATE, FaultStep.GUEST))));
    }

    private boolean someVcpu(IntPredicate holds) {
        return some(vcpus, holds);
    }

    private boolean someThread(IntPredicate holds) {
        return some(invalidators, holds);
    }

    private static boolean isIdle(HugePagesState s, int n) {
        return s.invStep(n) == InvalidationStep.IDLE;
    }

    private static boolean goes(HugePagesState s, HugePagesState next, int v, FaultStep from, FaultStep to) {
        return s.faultStep(v) == from && next.faultStep(v) == to;
    }

    private static boolean maps(HugePagesState s, HugePagesState next, int v) {
        return goes(s, next, v, FaultStep.MAP, FaultStep.RELEASE);
    }

    private static boolean mapsHuge(HugePagesState s, HugePagesState next, int v) {
        return maps(s, next, v) && s.faultGoalLevel(v) == 2;
    }

    private static boolean sentBack(HugePagesState s, HugePagesState next, int v) {
        return goes(s, next, v, FaultStep.STALE, FaultStep.RELEASE);
    }

    private static boolean isUpdated(HugePagesState s, int gfn) {
        return s.updateStart() <= gfn && gfn < s.updateEnd();
    }

    private boolean collapseFailsByFault(HugePagesState s, HugePagesState next) {
        return someThread(n -> s.invStep(n) == InvalidationStep.COLLAPSE
                && isIdle(next, n)
                && HugeHost.isolationFails(s, n)
                && someVcpu(v -> s.faultPfn(v) != NO_PFN
                        && (s.invTable(n, 1) == s.faultPfn(v) || s.invTable(n, 2) == s.faultPfn(v))));
    }
}
