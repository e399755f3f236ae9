package org.pfnproof.kernel.subscribers;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.subscribers.SubscribersState.Leaver;
import org.pfnproof.kernel.subscribers.SubscribersState.Walk;

/** The functions that a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    static final Replacements<BiConsumer<Functions, Subscribers>> VARIANTS = Replacements.ofVariants(Map.of(
            "active-count-left-at-destroy",
            (fn, code) -> fn.setCountAtDestroy = s -> {},
            "host-unmaps-without-notifying",
            (fn, code) -> fn.mmuNotifierInvalidateRangeStart =
                    (s, n, mayBlock) -> code.starts(s, n, mayBlock, Walk.MODIFY, 0),
            "refusal-ignored",
            (fn, code) -> fn.afterStart = code::modify,
            "release-zaps-nothing",
            (fn, code) -> fn.releaseSpte = s -> {},
            "start-abandoned-without-end",
            (fn, code) -> {
                fn.afterStart = (s, n) -> {
                    if (code.isRefused(s, n)) {
                        code.idle(s, n);
                    } else {
                        code.modify(s, n);
                    }
                };
                fn.mmuNotifierInvalidateRangeStart =
                        (s, n, mayBlock) -> s.activeCount() < 2 && code.mmuNotifierInvalidateRangeStart(s, n, mayBlock);
            },
            "start-stops-at-refusal",
            (fn, code) -> fn.afterRefusal = (s, n) -> {
                if (code.isAtInterval(s, n)) {
                    code.idle(s, n);
                } else {
                    code.goes(s, n, Walk.UNDO, 1);
                    code.setRefused(s, n);
                }
            },
            "start-without-active-count",
            (fn, code) -> fn.kvmStart = (s, half) -> {
                if (half == 2) {
                    code.kvmStart(s, half);
                }
            },
            "unregister-does-not-wait",
            (fn, code) -> fn.graceIsOver = (s, who) -> true));

    /** Half of a callback of KVM. */
    @FunctionalInterface
    interface Callback {
        void call(SubscribersState s, int half);
    }

    /** Moves a walk on. */
    @FunctionalInterface
    interface Next {
        void of(SubscribersState s, int n);
    }

    /** The first step of an invalidation. */
    @FunctionalInterface
    interface Start {
        boolean take(SubscribersState s, int n, boolean mayBlock);
    }

    /** Asks something of a leaver. */
    @FunctionalInterface
    interface LeaverTest {
        boolean of(SubscribersState s, Leaver who);
    }

    ToIntFunction<SubscribersState> nextSeq;
    Callback kvmStart;
    Start mmuNotifierInvalidateRangeStart;
    Next afterRefusal;
    Next afterStart;
    Consumer<SubscribersState> releaseSpte;
    LeaverTest graceIsOver;
    Consumer<SubscribersState> setCountAtDestroy = s -> s.setActiveCount(0);
}
