package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A walk that has dropped mmu_lock goes on without it.
 *
 * <p>After the yield the walk zaps while others hold mmu_lock.
 *
 * <p>As the kernel has it: tdp_mmu_iter_cond_resched() returns with mmu_lock held.
 *
 * <p>Written by {@code harness/pfnproof record yield-forgets-to-lock-again}.
 */
class YieldForgetsToLockAgainTest {
    /**
     * A start holds mmu_lock for write while it is at counters, range and SPTEs, and no longer.
     */
    private static final String PROPERTY = "RngWalkHoldsMmuLock";

    @Test
    void isViolated() {
        Race race = Races.of("slot-ranges", "yield-forgets-to-lock-again", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("slot-ranges", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * One invalidation walks several memslots that map one hva. Model slot-ranges, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "first=1, last=2, may_block=TRUE");
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}; ...
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=4,start=2]; inv[n1].next=2
        race.step("n1", "tdp_mmu_iter_cond_resched", "g=3"); // mmu_lock.writer={}; inv[n1].next=3
        race.step("n1", "tdp_mmu_iter_resumes");
    }
}
