package org.pfnproof.kernel.aging;

import static org.pfnproof.kernel.Quantifiers.some;

import java.util.List;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.aging.AgingState.InvalidationStep;
import org.pfnproof.kernel.aging.AgingState.Operation;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.notifier.MmuNotifier;

/** What must hold of {@link AgingProtocol}, and what a run must reach: the twin of the TLA+ module {@code AgingAndChangePteProperties}. */
final class AgingRules {

    private final AgingState.Fields at;
    private final int vcpus;
    private final int invalidators;

    AgingRules(AgingState.Fields at, int vcpus, int invalidators) {
        this.at = at;
        this.vcpus = vcpus;
        this.invalidators = invalidators;
    }

    List<Rule<AgingState>> properties() {
        return List.of(
                // The rest of its types is all that the fields can hold.
                new Rule.Invariant<>("AgeTypeOK", s -> MmuNotifier.typeOk(s, invalidators)),
                new Rule.Invariant<>("AgeChangePteFindsNothing", s -> mapped(s) == Mapped.NONE || !changesPte(s)),
                new Rule.Invariant<>("AgeChangePteWithinInvalidation", s -> s.activeCount() != 0 || !changesPte(s)),
                new Rule.Invariant<>("AgeGuestMapsWhatHostMaps", s -> mapped(s) != Mapped.STALE),
                new Rule.Invariant<>(
                        "AgeTlbFollowsSpte", s -> mapped(s) != Mapped.NONE || !some(vcpus, v -> s.flag(at.tlb[v]))),
                new Rule.Invariant<>(
                        "AgeUseIsSeen", s -> !s.flag(at.used) || mapped(s) == Mapped.NONE || s.flag(at.spteYoung)));
    }

    List<Rule<AgingState>> witnesses() {
        return List.of(
                new Rule.StepWitness<>(
                        "AgeAged",
                        (s, next) -> s.flag(at.spteYoung) && !next.flag(at.spteYoung) && mapped(next) != Mapped.NONE),
                new Rule.Witness<>(
                        "AgeYoungAgain",
                        s -> s.flag(at.used) && s.flag(at.spteYoung) && some(vcpus, v -> !s.flag(at.tlb[v]))),
                new Rule.StepWitness<>(
                        "AgeFaultRetriesBesideChangePte",
                        (s, next) -> mapped(next) == Mapped.NONE
                                && changesPte(s)
                                && some(vcpus, v -> at.faults.maps(s, v) && at.faults.isInGuest(next, v))),
                new Rule.StepWitness<>(
                        "AgeNewPageMapped",
                        (s, next) -> some(invalidators, n -> endsReplacement(s, n))
                                && some(vcpus, v -> at.faults.looksUp(s, v) && at.faults.maps(next, v))));
    }

    private Mapped mapped(AgingState s) {
        return s.get(at.sptePfn);
    }

    private boolean changesPte(AgingState s) {
        return some(invalidators, n -> s.get(at.invStep.get(n)) == InvalidationStep.CHANGE_PTE);
    }

    private boolean endsReplacement(AgingState s, int n) {
        return s.get(at.invStep.get(n)) == InvalidationStep.END && s.get(at.invOp.get(n)) == Operation.REPLACE;
    }
}
