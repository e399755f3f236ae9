package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * Dropping one lock and taking another orders nothing.
 *
 * <p>The memory model as it was before Linux 5.17: unlock and lock give order only if it is the same lock.
 * Clearing the entry and seq++ are under different locks, and the new seq may be seen before the cleared entry.
 *
 * <p>As the kernel has it: The kernel demands of every architecture that any unlock and a later lock on the same
 * CPU order what is around them.
 *
 * <p>Written by {@code harness/pfnproof record ordering-same-lock-only}.
 */
class OrderingSameLockOnlyTest {
    /**
     * A snapshot that has the new seq is followed by a lookup that sees the cleared entry.
     */
    private static final String PROPERTY = "NewSnapshotMeansNewEntry";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("ordering-same-lock-only", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("seq-ordering-lockless", PROPERTY);
    }
}
