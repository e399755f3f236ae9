package org.pfnproof.kernel.aging;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.aging.AgingState.Callback;
import org.pfnproof.kernel.aging.AgingState.InvalidationStep;
import org.pfnproof.kernel.aging.AgingState.Operation;

/** The functions that a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    static final Replacements<BiConsumer<Functions, Aging>> VARIANTS = Replacements.ofVariants(Map.of(
            "change-pte-alone",
            (fn, code) -> {
                fn.kvmMmuNotifierInvalidateRangeStart = (s, n, op) -> {
                    if (!code.is(s, n, InvalidationStep.IDLE)) {
                        return false;
                    }
                    code.clears(s, n, op);
                    return true;
                };
                fn.kvmMmuNotifierInvalidateRangeEnd = (s, n) -> {
                    if (!code.is(s, n, InvalidationStep.END)) {
                        return false;
                    }
                    code.idle(s, n);
                    return true;
                };
            },
            "change-pte-without-in-progress-test",
            (fn, code) -> fn.nothingInProgress = s -> false,
            "clear-flush-young-without-flush",
            (fn, code) -> fn.flushes = callback -> false,
            "start-does-not-flush",
            (fn, code) -> fn.flushedByStart = s -> {},
            "start-leaves-it-to-change-pte",
            (fn, code) -> fn.zappedByStart = s -> {}));

    /** The first step of an invalidation. */
    @FunctionalInterface
    interface Start {
        boolean take(AgingState s, int n, Operation op);
    }

    /** A step of an invalidator. */
    @FunctionalInterface
    interface Step {
        boolean take(AgingState s, int n);
    }

    ToIntFunction<AgingState> nextSeq;

    /** FlushedBy: whether a callback that ages flushes the TLBs. */
    Predicate<Callback> flushes = callback -> callback == Callback.CLEAR_FLUSH_YOUNG;

    Consumer<AgingState> zappedByStart;
    Consumer<AgingState> flushedByStart;
    Predicate<AgingState> nothingInProgress = s -> s.mmuInvalidateInProgress() == 0;
    Start kvmMmuNotifierInvalidateRangeStart;
    Step kvmMmuNotifierInvalidateRangeEnd;
}
