package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * The lockless test has no smp_rmb().
 *
 * <p>The load of seq may be done before that of in_progress: the old seq, and then that nothing runs.
 *
 * <p>As the kernel has it: smp_rmb() between the two loads.
 *
 * <p>Written by {@code harness/pfnproof record ordering-no-test-rmb}.
 */
class OrderingNoTestRmbTest {
    /**
     * Whoever sees that an invalidation is over sees that seq has moved.
     */
    private static final String PROPERTY = "EndBringsItsSeq";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("ordering-no-test-rmb", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("seq-ordering-lockless", PROPERTY);
    }
}
