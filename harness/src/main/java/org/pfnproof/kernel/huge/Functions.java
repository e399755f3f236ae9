package org.pfnproof.kernel.huge;

import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.pfnproof.kernel.huge.HugePagesState.FaultStep;
import org.pfnproof.kernel.huge.HugePagesState.Operation;

/** The functions that a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    ToIntFunction<HugePagesState> nextSeq;
    UnaryOperator<FaultStep> hugeStepAfter;
    OfGfn hostLevel = HugePages::hostLevel;
    OfVcpu releasedPfn = HugePagesState::faultPfn;
    RangeOfGfns attributeRange = HugePages::attributeRange;
    OnGfns zapLeafs;

    Start kvmMmuInvalidateRangeStart;
    BiPredicate<HugePagesState, Integer> kvmMmuInvalidateEnd;
    BiPredicate<HugePagesState, Integer> zapPmdRange;
    BiPredicate<HugePagesState, Integer> splitHugePmdEnd;
    SetAttributes kvmPreSetMemoryAttributes;
    Predicate<HugePagesState> kvmArchPostSetMemoryAttributes;

    /** A number for a gfn. */
    interface OfGfn {
        int of(HugePagesState s, int gfn);
    }

    /** A number for a vCPU. */
    interface OfVcpu {
        int of(HugePagesState s, int v);
    }

    /** A range for gfns first..last. */
    interface RangeOfGfns {
        Range of(HugePagesState s, int first, int last);
    }

    /**
     * Some gfns.
     *
     * @param start the first
     * @param end the one after the last
     */
    record Range(int start, int end) {}

    /** What is done to gfns first..last. */
    interface OnGfns {
        void on(HugePagesState s, int first, int last);
    }

    /** A start for gfns first..last. */
    interface Start {
        boolean test(HugePagesState s, int n, Operation op, int first, int last);
    }

    /** A change of the attributes of gfns first..last. */
    interface SetAttributes {
        boolean test(HugePagesState s, int first, int last, boolean becomePrivate);
    }
}
