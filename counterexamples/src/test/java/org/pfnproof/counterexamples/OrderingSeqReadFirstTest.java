package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * The lockless test reads seq before in_progress.
 *
 * <p>Between the two loads the end runs: the old seq, and then that nothing runs. The barrier does not help, the
 * order is wrong.
 *
 * <p>As the kernel has it: in_progress first, then seq.
 *
 * <p>Written by {@code harness/pfnproof record ordering-seq-read-first}.
 */
class OrderingSeqReadFirstTest {
    /**
     * Whoever sees that an invalidation is over sees that seq has moved.
     */
    private static final String PROPERTY = "EndBringsItsSeq";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("ordering-seq-read-first", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("seq-ordering-lockless", PROPERTY);
    }
}
