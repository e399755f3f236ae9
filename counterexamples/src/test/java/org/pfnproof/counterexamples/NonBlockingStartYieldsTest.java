package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A start that may not block drops mmu_lock and sleeps.
 *
 * <p>The OOM reaper invalidates without being allowed to sleep, so that it cannot wait for whom it wants to
 * kill; the walk reschedules all the same.
 *
 * <p>As the kernel has it: The walk yields only if may_block is set.
 *
 * <p>Written by {@code harness/pfnproof record non-blocking-start-yields}.
 */
class NonBlockingStartYieldsTest {
    /**
     * A start that may not block keeps mmu_lock until it is done.
     */
    private static final String PROPERTY = "RngNonBlockingStartDoesNotYield";

    @Test
    void isViolated() {
        Race race = Races.of("slot-ranges-non-blocking", "non-blocking-start-yields", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("slot-ranges-non-blocking", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * One invalidation, blocking or not, walks several memslots. Model slot-ranges-non-blocking, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "first=1, last=2, may_block=FALSE");
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}; ...
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=4,start=2]; inv[n1].next=2
        race.step("n1", "tdp_mmu_iter_cond_resched", "g=3"); // mmu_lock.writer={}; inv[n1].next=3
    }
}
