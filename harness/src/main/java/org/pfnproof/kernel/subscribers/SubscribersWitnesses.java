package org.pfnproof.kernel.subscribers;

import static org.pfnproof.kernel.Quantifiers.some;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.subscribers.SubscribersState.Fields;
import org.pfnproof.kernel.subscribers.SubscribersState.Leaver;
import org.pfnproof.kernel.subscribers.SubscribersState.Leaving;
import org.pfnproof.kernel.subscribers.SubscribersState.Walk;

/** The situations that a run of {@link SubscribersProtocol} must reach, as the TLA+ module {@code NotifierSubscribersProperties} has them. */
final class SubscribersWitnesses {

    private final Subscribers code;
    private final Fields at;
    private final int vcpus;
    private final int invalidators;

    SubscribersWitnesses(Subscribers code, Fields at, int vcpus, int invalidators) {
        this.code = code;
        this.at = at;
        this.vcpus = vcpus;
        this.invalidators = invalidators;
    }

    List<Rule<SubscribersState>> all() {
        return Rule.concat(ofWalks(), ofLeavers());
    }

    private List<Rule<SubscribersState>> ofWalks() {
        return List.of(
                new Rule.Witness<>(
                        "SubRefusedAfterKvmAgreed", s -> s.mmuInvalidateInProgress() > 0 && someGoesOnRefused(s)),
                new Rule.StepWitness<>(
                        "SubKvmUndone",
                        (s, next) -> next.mmuInvalidateInProgress() < s.mmuInvalidateInProgress()
                                && someThread(n -> code.walk(s, n) == Walk.UNDO)),
                new Rule.StepWitness<>(
                        "SubKvmCalledAfterRefusal",
                        (s, next) -> next.activeCount() > s.activeCount() && someGoesOnRefused(s)),
                new Rule.StepWitness<>(
                        "SubRefusedByInterval",
                        (s, next) -> someThread(n -> code.walk(s, n) == Walk.START && code.walk(next, n) == Walk.IDLE)),
                new Rule.StepWitness<>(
                        "SubFaultRetries",
                        (s, next) -> s.get(at.spte) == Mapped.NONE
                                && next.get(at.spte) == Mapped.NONE
                                && some(vcpus, v -> at.faults.maps(s, v) && at.faults.isInGuest(next, v))));
    }

    private List<Rule<SubscribersState>> ofLeavers() {
        return List.of(
                new Rule.StepWitness<>(
                        "SubReleaseZaps",
                        (s, next) -> is(s, Leaver.DESTROYER, Leaving.RELEASE)
                                && s.get(at.spte) == Mapped.CURRENT
                                && next.get(at.spte) == Mapped.NONE),
                new Rule.StepWitness<>(
                        "SubReleaseBesideInvalidation",
                        (s, next) -> is(s, Leaver.EXIT, Leaving.RELEASE)
                                && is(next, Leaver.EXIT, Leaving.UNLIST)
                                && someThread(n -> code.walk(s, n) != Walk.IDLE)),
                new Rule.Witness<>(
                        "SubUnregisteredBetweenStartAndEnd",
                        s -> is(s, Leaver.DESTROYER, Leaving.DESTROY)
                                && s.activeCount() > 0
                                && s.mmuInvalidateInProgress() > 0),
                new Rule.Witness<>(
                        "SubUnregisterWaits",
                        s -> is(s, Leaver.DESTROYER, Leaving.SYNCHRONIZE)
                                && someThread(n -> s.flag(at.grace[Leaver.DESTROYER.ordinal()][n]))),
                new Rule.Witness<>(
                        "SubBothLeave",
                        s -> is(s, Leaver.DESTROYER, Leaving.UNLIST) && is(s, Leaver.EXIT, Leaving.UNLIST)));
    }

    private boolean someThread(IntPredicate holds) {
        return some(invalidators, holds);
    }

    /** Whether a start goes on although somebody has refused. */
    private boolean someGoesOnRefused(SubscribersState s) {
        return someThread(n -> code.walk(s, n) == Walk.START && code.isRefused(s, n));
    }

    private boolean is(SubscribersState s, Leaver who, Leaving step) {
        return code.leaving(s, who) == step;
    }
}
