package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Start zaps the SPTE and leaves the TLBs alone.
 *
 * <p>The guest goes on using the page through a translation that no table has any more.
 *
 * <p>As the kernel has it: If anything was zapped, TLBs are flushed.
 *
 * <p>Written by {@code harness/pfnproof record start-does-not-flush}.
 */
class StartDoesNotFlushTest {
    /**
     * No TLB has a translation whose SPTE is gone.
     */
    private static final String PROPERTY = "AgeTlbFollowsSpte";

    @Test
    void isViolated() {
        Race race = Races.of("aging", "start-does-not-flush", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("aging", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * 6.1: aging and change_pte beside invalidations. Model aging, linux-6.1.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // fault[v1].pfn=current
        race.step("v1", "kvm_tdp_mmu_map"); // spte=[pfn=current,young=TRUE]; fault[v1]=[mmu_seq=-1,pc=guest,pfn=none]
        race.step("v1", "guest_access"); // tlb={v1}; used=TRUE
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "op=zap"); // mmu_invalidate_in_progress=1; ...
    }
}
