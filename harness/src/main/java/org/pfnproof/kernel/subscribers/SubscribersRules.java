package org.pfnproof.kernel.subscribers;

import static org.pfnproof.kernel.Quantifiers.every;
import static org.pfnproof.kernel.Quantifiers.some;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.subscribers.SubscribersState.Fields;
import org.pfnproof.kernel.subscribers.SubscribersState.Leaver;
import org.pfnproof.kernel.subscribers.SubscribersState.Leaving;
import org.pfnproof.kernel.subscribers.SubscribersState.Subscriber;
import org.pfnproof.kernel.subscribers.SubscribersState.Walk;

/** What must hold of {@link SubscribersProtocol}: the twin of the TLA+ module {@code NotifierSubscribersProperties}. */
final class SubscribersRules {

    private final Subscribers code;
    private final Fields at;
    private final int invalidators;
    private final List<Subscriber> subscribers;

    SubscribersRules(Subscribers code, Fields at, int invalidators, List<Subscriber> subscribers) {
        this.code = code;
        this.at = at;
        this.invalidators = invalidators;
        this.subscribers = subscribers;
    }

    List<Rule<SubscribersState>> all() {
        return List.of(
                new Rule.Invariant<>("SubTypeOK", this::typeOk),
                new Rule.Invariant<>(
                        "SubEveryStartIsEnded",
                        s -> !noneRuns(s) || eachSubscriber(i -> !pairs(s, i) || s.get(at.open[i]) == 0)),
                new Rule.Invariant<>("SubNoEndWithoutStart", s -> eachSubscriber(i -> s.get(at.open[i]) >= 0)),
                new Rule.Invariant<>(
                        "SubInProgressBalanced",
                        s -> !noneRuns(s)
                                || !s.flag(at.listed)
                                || s.mmuInvalidateInProgress() == 0 && s.activeCount() == 0),
                new Rule.Invariant<>(
                        "SubIntervalNotLeftOpen",
                        s -> !noneRuns(s)
                                || eachSubscriber(i -> !is(i, Subscriber.INTERVAL) || s.get(at.open[i]) == 0)),
                new Rule.Invariant<>(
                        "SubHostHeedsRefusal",
                        s -> eachInvalidator(n -> code.walk(s, n) != Walk.MODIFY || !code.isRefused(s, n))),
                new Rule.Invariant<>(
                        "SubNothingMappedWhileInvalidated",
                        s -> nothingMapped(s) || eachInvalidator(n -> !isBeforeKvmsEnd(s, n))),
                new Rule.Invariant<>("SubGuestMapsWhatHostMaps", s -> s.get(at.spte) != Mapped.STALE),
                new Rule.Invariant<>(
                        "SubNothingMappedAfterRelease",
                        s -> code.leaving(s, Leaver.EXIT) != Leaving.DONE && !kvmLeft(s) || nothingMapped(s)),
                new Rule.StepRule<>("SubNoCallbackAfterUnregister", this::noCallbackAfterUnregister),
                new Rule.Invariant<>(
                        "SubDestroyDoesNotWarn",
                        s -> code.leaving(s, Leaver.DESTROYER) != Leaving.DESTROY
                                || s.activeCount() != 0
                                || s.mmuInvalidateInProgress() == 0),
                new Rule.Invariant<>(
                        "SubFreeingMemslotsDoesNotWait",
                        s -> code.leaving(s, Leaver.DESTROYER) != Leaving.DONE || s.activeCount() == 0));
    }

    private boolean eachSubscriber(IntPredicate subscriber) {
        return every(subscribers.size(), i -> subscriber.test(i + 1));
    }

    private boolean eachInvalidator(IntPredicate invalidator) {
        return every(invalidators, invalidator);
    }

    /** Whether turns are those of subscribers, and exit_mmap() destroys no VM; the rest of its types is all that the fields can hold. */
    private boolean typeOk(SubscribersState s) {
        return MmuNotifier.typeOk(s, invalidators)
                && eachInvalidator(n -> code.turn(s, n) <= subscribers.size() + 1)
                && code.leaving(s, Leaver.EXIT) != Leaving.DESTROY;
    }

    private boolean is(int subscriber, Subscriber kind) {
        return subscribers.get(subscriber - 1) == kind;
    }

    private boolean noneRuns(SubscribersState s) {
        return eachInvalidator(n -> code.walk(s, n) == Walk.IDLE);
    }

    private boolean nothingMapped(SubscribersState s) {
        return s.get(at.spte) == Mapped.NONE;
    }

    private boolean pairs(SubscribersState s, int subscriber) {
        return is(subscriber, Subscriber.START_END) || is(subscriber, Subscriber.KVM) && s.flag(at.listed);
    }

    /** Whether the host changes its entries, or has, and E1 has not been yet. */
    private boolean isBeforeKvmsEnd(SubscribersState s, int n) {
        return code.walk(s, n) == Walk.MODIFY
                || code.walk(s, n) == Walk.END
                        && s.get(at.half[n]) == 1
                        && !some(code.turn(s, n) - 1, i -> is(i + 1, Subscriber.KVM));
    }

    private boolean kvmLeft(SubscribersState s) {
        Leaving destroyer = code.leaving(s, Leaver.DESTROYER);
        return destroyer == Leaving.DESTROY || destroyer == Leaving.DONE;
    }

    private boolean noCallbackAfterUnregister(SubscribersState s, SubscribersState next) {
        return !kvmLeft(s)
                || s.mmuInvalidateSeq() == next.mmuInvalidateSeq()
                        && s.mmuInvalidateInProgress() == next.mmuInvalidateInProgress()
                        && (next.activeCount() == 0 || next.activeCount() == s.activeCount());
    }
}
