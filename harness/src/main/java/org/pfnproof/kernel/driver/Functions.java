package org.pfnproof.kernel.driver;

import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.pfnproof.kernel.driver.DriverPagesState.DriverStep;
import org.pfnproof.kernel.notifier.MmuNotifier;

/** The functions that a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    ToIntFunction<DriverPagesState> nextSeq;
    UnaryOperator<DriverStep> drvStepAfter = DriverPages::drvStepAfter;
    IntPredicate triesToGet;
    RetryTest mmuInvalidateRetryGfn = MmuNotifier::mmuInvalidateRetryGfn;

    BiPredicate<DriverPagesState, Integer> unmapMappingRange;
    BiPredicate<DriverPagesState, Integer> kvmMmuInvalidateEnd;
    BiPredicate<DriverPagesState, Integer> hvaToPfnRemapped;

    /** Whether a fault must be retried. */
    interface RetryTest {
        boolean test(DriverPagesState s, int seq, int gfn);
    }
}
