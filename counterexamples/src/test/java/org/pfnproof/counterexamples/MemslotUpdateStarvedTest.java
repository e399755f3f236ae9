package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A memslot update can starve under a stream of invalidations.
 *
 * <p>What the kernel has: the wait for the active count is not fair. One thread that invalidates, again and
 * again, is enough: the count is zero in between, but never when the updater looks. mmu_invalidate_seq is
 * opaque, so the number of updates, faults and invalidations is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record memslot-update-starved}.
 */
class MemslotUpdateStarvedTest {
    /**
     * Every memslot update returns.
     */
    private static final String PROPERTY = "MemslotUpdateReturns";

    @Test
    void canGoOnForEver() {
        Race race = Races.of("memslot-update-starved", PROPERTY);
        race(race);
        Races.assertLeadsBack(race, 9);
    }

    /**
     * A memslot update can starve under a stream of invalidations. Model memslot-update-starved, linux-6.12. After
     * the last step it may go on as after step 9.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_set_memslot", "update=delete, g=1"); // updater.old=1
        race.step("mm", "kvm_invalidate_memslot"); // memslots.invalid=TRUE
        race.step("mm", "synchronize_srcu");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "h=1"); // mn_active_invalidate_count=1; ...
        race.step("n1", "kvm_handle_hva_range"); // inv[n1].slot=[gfn=1,invalid=TRUE]
        race.step("mm", "kvm_arch_flush_shadow_memslot"); // updater.flushed=TRUE
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "kvm_handle_hva_range"); // inv[n1].slot=[gfn=1,invalid=TRUE]
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_in_progress=0; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end"); // mn_active_invalidate_count=0; inv[n1].hva=0
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "h=1"); // mn_active_invalidate_count=1; ...
        race.step("n1", "kvm_handle_hva_range"); // inv[n1].slot=[gfn=1,invalid=TRUE]
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "kvm_handle_hva_range"); // inv[n1].slot=[gfn=1,invalid=TRUE]
    }
}
