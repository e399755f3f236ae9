package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * end decrements in_progress before it increments seq.
 *
 * <p>Between the two stores a lockless test sees that nothing runs, and the old seq. The barrier does not help,
 * the order is wrong.
 *
 * <p>As the kernel has it: seq++ first, then in_progress--.
 *
 * <p>Written by {@code harness/pfnproof record ordering-end-swapped}.
 */
class OrderingEndSwappedTest {
    /**
     * Whoever sees that an invalidation is over sees that seq has moved.
     */
    private static final String PROPERTY = "EndBringsItsSeq";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("ordering-end-swapped", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("seq-ordering-lockless", PROPERTY);
    }
}
