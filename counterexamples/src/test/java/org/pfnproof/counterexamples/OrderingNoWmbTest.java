package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * end has no smp_wmb().
 *
 * <p>in_progress-- may become visible before seq++: a lockless test sees that nothing runs, and the old seq.
 *
 * <p>As the kernel has it: smp_wmb() between seq++ and in_progress--.
 *
 * <p>Written by {@code harness/pfnproof record ordering-no-wmb}.
 */
class OrderingNoWmbTest {
    /**
     * Whoever sees that an invalidation is over sees that seq has moved.
     */
    private static final String PROPERTY = "EndBringsItsSeq";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("ordering-no-wmb", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("seq-ordering-lockless", PROPERTY);
    }
}
