package org.pfnproof.kernel.slotranges;

import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.pfnproof.kernel.slotranges.SlotRangesState.FaultStep;

/** The functions that a profile or a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    ToIntFunction<SlotRangesState> nextSeq;
    UnaryOperator<FaultStep> rngFaultStepAfter = SlotRanges::rngFaultStepAfter;
    BiPredicate<SlotRangesState, Integer> rngRetry;
    OnThread rngBegin = SlotRanges::rngBegin;
    /** RngAdded: adds what it says to the range. */
    OnThread rngAdded;

    OnThread rngEnd = SlotRanges::rngEnd;
    /** SlotsAhead, and NextSlot of them: NO_SLOT if there are none. */
    OfThread nextSlotAhead;

    BiPredicate<SlotRangesState, Integer> mayYield = SlotRangesState::invMayBlock;
    BiPredicate<SlotRangesState, Integer> tdpMmuIterResumes;

    /** HvaRange of 6.1. */
    RangeOf hvaRange = SlotRangesLinux61::hvaRange;
    /** HvaRangeWidened of 6.1: makes the range what it says. */
    OnThread hvaRangeWidened;

    /** What is done for an invalidator. */
    interface OnThread {
        void on(SlotRangesState s, int n);
    }

    /** A number for an invalidator. */
    interface OfThread {
        int of(SlotRangesState s, int n);
    }

    /** A range for an invalidator. */
    interface RangeOf {
        Range of(SlotRangesState s, int n);
    }

    /**
     * A range of gfns or hvas.
     *
     * @param start the first
     * @param end the one after the last
     */
    record Range(int start, int end) {}
}
