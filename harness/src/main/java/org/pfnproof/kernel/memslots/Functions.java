package org.pfnproof.kernel.memslots;

import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.pfnproof.kernel.memslots.MemslotsState.UpdateStep;

/** The functions that a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    ToIntFunction<MemslotsState> nextSeq;
    UnaryOperator<UpdateStep> updateStepAfter = Memslots::updateStepAfter;
    Predicate<MemslotsState> noInvalidationActive = Memslots::noInvalidationActive;
    /** IsInvalidSlot and SlotForMapping: whether P7 sends a fault on an INVALID slot back; else the slot counts as none. */
    boolean invalidSlotRetries = true;

    BiPredicate<MemslotsState, Integer> kvmMmuNotifierInvalidateRangeEnd;
}
