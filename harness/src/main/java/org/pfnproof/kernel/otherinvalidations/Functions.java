package org.pfnproof.kernel.otherinvalidations;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.Operation;

/** The functions that a model or a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    static final Replacements<BiConsumer<Functions, OtherInvalidations>> REPLACEMENTS = new Replacements<>(
            Map.of(
                    "OthRange <- HvasOfZap", (fn, code) -> fn.othRange = (s, n) -> fn.zapGfnRangeRange.add(s, n),
                    "OthRetry <- HvaRetry", (fn, code) -> fn.othRetry = code::hvaRetry),
            Map.of(
                    "attributes-range-not-set",
                    (fn, code) -> fn.othRange = (s, n) -> {
                        if (code.op(s, n) != Operation.ATTRIBUTES) {
                            code.addRange(s, n);
                        }
                    },
                    "attributes-without-range",
                    (fn, code) -> fn.othRange = (s, n) -> {
                        if (code.op(s, n) != Operation.ATTRIBUTES || !code.nothingToZap(s, n)) {
                            code.addRange(s, n);
                        }
                    },
                    "attributes-written-before-begin",
                    (fn, code) ->
                            fn.writesFirst = op -> op == Operation.ATTRIBUTES || OtherInvalidations.writesFirst(op),
                    "gmem-release-zaps-nothing",
                    (fn, code) -> fn.zap = (s, n, end) -> {
                        if (code.op(s, n) != Operation.RELEASE) {
                            code.zap(s, n, end);
                        }
                    },
                    "gmem-unbind-without-lock",
                    (fn, code) -> fn.unbindLocksFree = code::slotsLockFree,
                    "zap-gfn-range-in-gfns",
                    (fn, code) -> fn.zapGfnRangeRange = code::addRange));

    /** Widens the range of running invalidations by that of an invalidator. */
    @FunctionalInterface
    interface RangeAdd {
        void add(OtherInvalidationsState s, int n);
    }

    /** Asks something of a vCPU. */
    @FunctionalInterface
    interface Test {
        boolean of(OtherInvalidationsState s, int v);
    }

    /** Zaps what an invalidator has yet to zap below a gfn. */
    @FunctionalInterface
    interface Zap {
        void below(OtherInvalidationsState s, int n, int end);
    }

    ToIntFunction<OtherInvalidationsState> nextSeq;
    RangeAdd othRange;

    /** Of Linux 6.1 only. */
    RangeAdd zapGfnRangeRange;

    Test othRetry;
    Predicate<Operation> writesFirst = OtherInvalidations::writesFirst;
    Zap zap;
    Predicate<OtherInvalidationsState> unbindLocksFree;
}
