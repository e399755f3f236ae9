package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * No barrier at all.
 *
 * <p>Neither end nor snapshot nor the lockless test has a barrier: everything goes wrong but what coherence
 * gives for nothing, that a CPU which has read the new seq does not read the old one later.
 *
 * <p>As the kernel has it: smp_wmb() in end, smp_rmb() after the snapshot and in the test.
 *
 * <p>Written by {@code harness/pfnproof record ordering-no-barriers}.
 */
class OrderingNoBarriersTest {
    /**
     * No retry test accepts a page from an entry that has been cleared.
     */
    private static final String PROPERTY = "NoStalePageAccepted";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("ordering-no-barriers", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("seq-ordering-lockless", PROPERTY);
    }
}
