package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A memslot update can starve even under a fair wait.
 *
 * <p>Two threads whose invalidations overlap keep the active count above zero for ever. Then strong fairness of
 * the wait does not help either: the updater has to hold new invalidations back. mmu_invalidate_seq is opaque,
 * so the number of updates, faults and invalidations is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record memslot-update-starved-by-overlap}.
 */
class MemslotUpdateStarvedByOverlapTest {
    /**
     * Every memslot update returns.
     */
    private static final String PROPERTY = "MemslotUpdateReturns";

    @Test
    void canGoOnForEver() {
        Race race = Races.of("memslot-update-starved-by-overlap", PROPERTY);
        race(race);
        Races.assertLeadsBack(race, 2);
    }

    /**
     * A memslot update can starve even under a fair wait. Model memslot-update-starved-by-overlap, linux-6.12. After
     * the last step it may go on as after step 2.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_set_memslot", "update=delete, g=1"); // updater.old=1
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "h=1"); // mn_active_invalidate_count=1; ...
        race.step("n1", "kvm_handle_hva_range"); // inv[n1].slot.gfn=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "kvm_handle_hva_range"); // inv[n1].slot.gfn=1
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_in_progress=0; ...
        race.step("n2", "kvm_mmu_notifier_invalidate_range_start", "h=1"); // mn_active_invalidate_count=2; ...
        race.step("n2", "kvm_handle_hva_range"); // inv[n2].slot.gfn=1
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end"); // mn_active_invalidate_count=1; inv[n1].hva=0
        race.step("n2", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n2", "kvm_handle_hva_range"); // inv[n2].slot.gfn=1
        race.step("n2", "kvm_mmu_invalidate_end"); // mmu_invalidate_in_progress=0; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "h=1"); // mn_active_invalidate_count=2; ...
    }
}
