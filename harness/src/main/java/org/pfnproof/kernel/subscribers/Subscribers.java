package org.pfnproof.kernel.subscribers;

import java.util.List;
import java.util.stream.IntStream;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.subscribers.SubscribersState.Fields;
import org.pfnproof.kernel.subscribers.SubscribersState.Leaver;
import org.pfnproof.kernel.subscribers.SubscribersState.Leaving;
import org.pfnproof.kernel.subscribers.SubscribersState.Subscriber;
import org.pfnproof.kernel.subscribers.SubscribersState.Walk;

/**
 * The walks over an mm's subscribers, KVM one of them, beside page faults and KVM's leave: mm/mmu_notifier.c, virt/kvm/kvm_main.c of Linux
 * 6.12; the TLA+ module {@code NotifierSubscribers}. Each method that the package's table names is one atomic step; it says false, and
 * changes nothing, where the step is not enabled.
 */
final class Subscribers {

    /** The one gfn. */
    static final int THE_GFN = 1;

    private final Functions fn;
    private final Fields at;
    private final int invalidators;
    private final List<Subscriber> subscribers;

    Subscribers(Functions fn, Fields at, int invalidators, List<Subscriber> subscribers) {
        this.fn = fn;
        this.at = at;
        this.invalidators = invalidators;
        this.subscribers = subscribers;
    }

    void init(SubscribersState s) {
        MmuNotifier.init(s);
        s.setActiveCount(0);
        s.set(at.spte, Mapped.NONE);
        at.faults.init(s);
        for (int n = 0; n < invalidators; n++) {
            idle(s, n);
            srcuUnlock(s, n);
        }
        s.setFlag(at.listed, true);
        for (Leaver who : Leaver.values()) {
            setLeaving(s, who, Leaving.NONE);
        }
        for (int i = 1; i <= subscribers.size(); i++) {
            s.set(at.open[i], 0);
        }
    }

    void idle(SubscribersState s, int n) {
        goes(s, n, Walk.IDLE, 0);
        s.set(at.half[n], 1);
        s.setFlag(at.mayBlock[n], true);
        s.setFlag(at.refused[n], false);
    }

    Walk walk(SubscribersState s, int n) {
        return s.get(at.walk.get(n));
    }

    /** The subscriber whose turn it is. */
    int turn(SubscribersState s, int n) {
        return s.get(at.at[n]);
    }

    void goes(SubscribersState s, int n, Walk to, int subscriber) {
        s.set(at.walk.get(n), to);
        s.set(at.at[n], subscriber);
    }

    boolean isRefused(SubscribersState s, int n) {
        return s.flag(at.refused[n]);
    }

    void setRefused(SubscribersState s, int n) {
        s.setFlag(at.refused[n], true);
    }

    Leaving leaving(SubscribersState s, Leaver who) {
        return s.get(at.leaving.get(who.ordinal()));
    }

    private void setLeaving(SubscribersState s, Leaver who, Leaving step) {
        s.set(at.leaving.get(who.ordinal()), step);
    }

    // A vCPU, as long as there is one

    boolean kvmFaultinPfn(SubscribersState s, int v) {
        return leaving(s, Leaver.DESTROYER) == Leaving.NONE
                && leaving(s, Leaver.EXIT) == Leaving.NONE
                && s.get(at.spte) == Mapped.NONE
                && at.faults.snapshot(s, v, 0);
    }

    boolean hvaToPfn(SubscribersState s, int v) {
        return at.faults.lookup(s, v);
    }

    boolean kvmTdpMmuMap(SubscribersState s, int v) {
        if (!at.faults.maps(s, v)) {
            return false;
        }
        if (!MmuNotifier.mmuInvalidateRetryGfn(s, at.faults.mmuSeq(s, v), THE_GFN)) {
            s.set(at.spte, at.faults.pfn(s, v));
        }
        at.faults.inGuest(s, v);
        return true;
    }

    // The callbacks of KVM

    /** S1, then S3. */
    void kvmStart(SubscribersState s, int half) {
        if (half == 1) {
            s.activeCountInc();
        } else {
            s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
            MmuNotifier.rangeAdded(s, THE_GFN, THE_GFN + 1);
            s.set(at.spte, Mapped.NONE);
        }
    }

    /** E1, then E2. */
    private void kvmEnd(SubscribersState s, int half) {
        if (half == 1) {
            s.setMmuInvalidateSeq(fn.nextSeq.applyAsInt(s));
            MmuNotifier.kvmMmuInvalidateEndDec(s);
        } else {
            s.activeCountDec();
        }
    }

    // The walks over the subscribers

    private Subscriber subscriber(SubscribersState s, int n) {
        return subscribers.get(turn(s, n) - 1);
    }

    private boolean isAtEnd(SubscribersState s, int n) {
        return turn(s, n) > subscribers.size();
    }

    boolean isAtInterval(SubscribersState s, int n) {
        return subscriber(s, n) == Subscriber.INTERVAL;
    }

    /** Whether a subscriber has both hooks. */
    static boolean isPaired(Subscriber subscriber) {
        return subscriber != Subscriber.START && subscriber != Subscriber.END;
    }

    private static boolean mayRefuse(Subscriber subscriber) {
        return subscriber == Subscriber.INTERVAL
                || subscriber == Subscriber.START
                || subscriber == Subscriber.REFUSES_WITH_END;
    }

    /** Whether it is on the list; a walk that stands on KVM's entry when that is taken off goes on all the same. */
    private boolean isCalled(SubscribersState s, int n) {
        return subscriber(s, n) != Subscriber.KVM || s.flag(at.listed) || isSecondHalf(s, n);
    }

    private boolean isSecondHalf(SubscribersState s, int n) {
        return s.get(at.half[n]) == 2;
    }

    private boolean isLastHalf(SubscribersState s, int n) {
        return subscriber(s, n) != Subscriber.KVM || isSecondHalf(s, n);
    }

    private void next(SubscribersState s, int n) {
        s.set(at.at[n], turn(s, n) + 1);
        s.set(at.half[n], 1);
    }

    /** A call is over, but for the first half of one of KVM's. */
    private void step(SubscribersState s, int n) {
        if (isCalled(s, n) && !isLastHalf(s, n)) {
            s.set(at.half[n], 2);
        } else {
            next(s, n);
        }
    }

    private void addOpen(SubscribersState s, int n, int number) {
        if (isPaired(subscriber(s, n)) && isLastHalf(s, n)) {
            Field open = at.open[turn(s, n)];
            s.set(open, s.get(open) + number);
        }
    }

    /** Whether a walk is an SRCU reader: over the list, not among the interval notifiers. */
    private boolean isSrcuReader(SubscribersState s, int n) {
        Walk walk = walk(s, n);
        return (walk == Walk.START || walk == Walk.UNDO || walk == Walk.END)
                && !(turn(s, n) == 1 && subscribers.get(0) == Subscriber.INTERVAL);
    }

    private void srcuUnlock(SubscribersState s, int n) {
        for (Field[] grace : at.grace) {
            s.setFlag(grace[n], false);
        }
    }

    boolean starts(SubscribersState s, int n, boolean mayBlock, Walk walk, int subscriber) {
        if (walk(s, n) != Walk.IDLE) {
            return false;
        }
        goes(s, n, walk, subscriber);
        s.setFlag(at.mayBlock[n], mayBlock);
        return true;
    }

    boolean mmuNotifierInvalidateRangeStart(SubscribersState s, int n, boolean mayBlock) {
        return starts(s, n, mayBlock, Walk.START, 1);
    }

    boolean invalidateRangeStart(SubscribersState s, int n) {
        if (walk(s, n) != Walk.START || isAtEnd(s, n)) {
            return false;
        }
        if (isCalled(s, n)) {
            addOpen(s, n, 1);
            if (subscriber(s, n) == Subscriber.KVM) {
                fn.kvmStart.call(s, s.get(at.half[n]));
            }
        }
        step(s, n);
        return true;
    }

    /** -EAGAIN from an interval notifier: nobody else is called. */
    void afterRefusal(SubscribersState s, int n) {
        if (isAtInterval(s, n)) {
            idle(s, n);
        } else {
            next(s, n);
            setRefused(s, n);
        }
    }

    boolean invalidateRangeStartRefuses(SubscribersState s, int n) {
        if (walk(s, n) != Walk.START || isAtEnd(s, n) || s.flag(at.mayBlock[n]) || !mayRefuse(subscriber(s, n))) {
            return false;
        }
        fn.afterRefusal.of(s, n);
        return true;
    }

    void afterStart(SubscribersState s, int n) {
        if (isRefused(s, n)) {
            goes(s, n, Walk.UNDO, 1);
        } else {
            modify(s, n);
        }
    }

    void modify(SubscribersState s, int n) {
        goes(s, n, Walk.MODIFY, 0);
    }

    boolean invalidateRangeStartReturns(SubscribersState s, int n) {
        if (walk(s, n) != Walk.START || !isAtEnd(s, n)) {
            return false;
        }
        fn.afterStart.of(s, n);
        if (walk(s, n) != Walk.UNDO) {
            srcuUnlock(s, n);
        }
        return true;
    }

    boolean zapPteRange(SubscribersState s, int n) {
        if (walk(s, n) != Walk.MODIFY) {
            return false;
        }
        if (s.get(at.spte) != Mapped.NONE) {
            s.set(at.spte, Mapped.STALE);
        }
        at.faults.makeStale(s, gfn -> true);
        goes(s, n, Walk.END, 1);
        return true;
    }

    /** After a refusal by one of the list, only the list gets end; the interval notifiers, which had agreed, do not. */
    private boolean getsEnd(SubscribersState s, int n) {
        return subscriber(s, n) != Subscriber.START
                && isCalled(s, n)
                && (walk(s, n) != Walk.UNDO || subscriber(s, n) != Subscriber.INTERVAL);
    }

    private boolean isEnding(SubscribersState s, int n) {
        return walk(s, n) == Walk.UNDO || walk(s, n) == Walk.END;
    }

    boolean invalidateRangeEnd(SubscribersState s, int n) {
        if (!isEnding(s, n) || isAtEnd(s, n)) {
            return false;
        }
        if (getsEnd(s, n)) {
            addOpen(s, n, -1);
            if (subscriber(s, n) == Subscriber.KVM) {
                kvmEnd(s, s.get(at.half[n]));
            }
        }
        step(s, n);
        return true;
    }

    boolean invalidateRangeEndReturns(SubscribersState s, int n) {
        if (!isEnding(s, n) || !isAtEnd(s, n)) {
            return false;
        }
        idle(s, n);
        srcuUnlock(s, n);
        return true;
    }

    // KVM leaves

    private void srcuWaitsForReaders(SubscribersState s, Leaver who) {
        IntStream.range(0, invalidators).forEach(n -> s.setFlag(at.grace[who.ordinal()][n], isSrcuReader(s, n)));
    }

    boolean kvmDestroyVm(SubscribersState s) {
        if (leaving(s, Leaver.DESTROYER) != Leaving.NONE || !at.faults.allInGuest(s)) {
            return false;
        }
        if (s.flag(at.listed)) {
            setLeaving(s, Leaver.DESTROYER, Leaving.RELEASE);
        } else {
            setLeaving(s, Leaver.DESTROYER, Leaving.SYNCHRONIZE);
            srcuWaitsForReaders(s, Leaver.DESTROYER);
        }
        return true;
    }

    boolean exitMmap(SubscribersState s) {
        if (leaving(s, Leaver.EXIT) != Leaving.NONE || !at.faults.allInGuest(s)) {
            return false;
        }
        setLeaving(s, Leaver.EXIT, Leaving.RELEASE);
        return true;
    }

    /** kvm_flush_shadow_all() */
    void releaseSpte(SubscribersState s) {
        s.set(at.spte, Mapped.NONE);
    }

    boolean kvmMmuNotifierRelease(SubscribersState s, Leaver who) {
        if (leaving(s, who) != Leaving.RELEASE) {
            return false;
        }
        if (who != Leaver.EXIT || s.flag(at.listed)) {
            fn.releaseSpte.accept(s);
        }
        setLeaving(s, who, Leaving.UNLIST);
        return true;
    }

    boolean hlistDelInitRcu(SubscribersState s, Leaver who) {
        if (leaving(s, who) != Leaving.UNLIST) {
            return false;
        }
        s.setFlag(at.listed, false);
        srcuWaitsForReaders(s, who);
        setLeaving(s, who, Leaving.SYNCHRONIZE);
        return true;
    }

    boolean graceIsOver(SubscribersState s, Leaver who) {
        return IntStream.range(0, invalidators).noneMatch(n -> s.flag(at.grace[who.ordinal()][n]));
    }

    boolean synchronizeSrcu(SubscribersState s, Leaver who) {
        if (leaving(s, who) != Leaving.SYNCHRONIZE || !fn.graceIsOver.of(s, who)) {
            return false;
        }
        IntStream.range(0, invalidators).forEach(n -> s.setFlag(at.grace[who.ordinal()][n], false));
        setLeaving(s, who, who == Leaver.EXIT ? Leaving.DONE : Leaving.DESTROY);
        return true;
    }

    boolean kvmArchDestroyVm(SubscribersState s) {
        if (leaving(s, Leaver.DESTROYER) != Leaving.DESTROY) {
            return false;
        }
        fn.setCountAtDestroy.accept(s);
        setLeaving(s, Leaver.DESTROYER, Leaving.DONE);
        return true;
    }
}
