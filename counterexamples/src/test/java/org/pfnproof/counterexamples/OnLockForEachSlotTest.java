package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Begin is called for each memslot, end once.
 *
 * <p>An invalidation that meets two memslots raises mmu_invalidate_in_progress twice and lowers it once.
 *
 * <p>As the kernel has it: found_memslot tells whether on_lock() has been called.
 *
 * <p>Written by {@code harness/pfnproof record on-lock-for-each-slot}.
 */
class OnLockForEachSlotTest {
    /**
     * mmu_invalidate_in_progress is the number of invalidations between begin and end, however many memslots each
     * meets.
     */
    private static final String PROPERTY = "RngInProgressBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("slot-ranges", "on-lock-for-each-slot", PROPERTY);
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
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=2; mmu_lock.writer={n1}; ...
    }
}
