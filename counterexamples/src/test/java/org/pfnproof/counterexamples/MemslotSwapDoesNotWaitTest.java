package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Memslots are published while an invalidation runs.
 *
 * <p>Start takes mmu_lock and counts only if a memslot meets the range, and so does end. If the memslots change
 * in between, one of them counts and the other does not: mmu_invalidate_in_progress stays up for ever, or drops
 * below zero; and a new memslot can be mapped in the middle of an invalidation.
 *
 * <p>As the kernel has it: kvm_swap_active_memslots() waits until mn_active_invalidate_count is zero.
 *
 * <p>Written by {@code harness/pfnproof record memslot-swap-does-not-wait}.
 */
class MemslotSwapDoesNotWaitTest {
    /**
     * mmu_invalidate_in_progress is the number of invalidations that have raised it and not ended, whatever becomes
     * of the memslots meanwhile.
     */
    private static final String PROPERTY = "SlotInProgressBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("memslots", "memslot-swap-does-not-wait", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("memslots", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A memslot is deleted, created and moved under faults and invalidations. Model memslots, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "h=1"); // mn_active_invalidate_count=1; ...
        race.step("n1", "kvm_handle_hva_range"); // inv[n1].slot.gfn=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("mm", "kvm_set_memslot", "update=delete, g=1"); // updater.old=1
        race.step("mm", "kvm_invalidate_memslot"); // memslots.invalid=TRUE
        race.step("mm", "synchronize_srcu");
        race.step("mm", "kvm_arch_flush_shadow_memslot"); // updater.flushed=TRUE
        race.step("mm", "kvm_swap_active_memslots"); // memslots=[gfn=0,invalid=FALSE]
        race.step("n1", "kvm_handle_hva_range");
        race.step("n1", "range_meets_no_memslot"); // inv[n1].begun=FALSE
    }
}
