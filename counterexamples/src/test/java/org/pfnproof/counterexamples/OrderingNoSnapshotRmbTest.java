package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * The snapshot has no smp_rmb().
 *
 * <p>The lookup may read the host's entry before the snapshot is taken: the old entry, then the new seq. The
 * retry test, which holds mmu_lock, finds seq unchanged and nothing running.
 *
 * <p>As the kernel has it: smp_rmb() between snapshot and lookup; on architectures that have none there,
 * dropping mmap_lock.
 *
 * <p>Written by {@code harness/pfnproof record ordering-no-snapshot-rmb}.
 */
class OrderingNoSnapshotRmbTest {
    /**
     * A snapshot that has the new seq is followed by a lookup that sees the cleared entry.
     */
    private static final String PROPERTY = "NewSnapshotMeansNewEntry";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("ordering-no-snapshot-rmb", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("seq-ordering-locked", PROPERTY);
    }
}
