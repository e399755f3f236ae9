package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Start leaves the SPTE to change_pte.
 *
 * <p>The guest goes on using the old page after start has returned, until change_pte comes; if the host only
 * unmaps, for ever.
 *
 * <p>As the kernel has it: Start zaps.
 *
 * <p>Written by {@code harness/pfnproof record start-leaves-it-to-change-pte}.
 */
class StartLeavesItToChangePteTest {
    /**
     * When change_pte is called, no SPTE of the address is there.
     */
    private static final String PROPERTY = "AgeChangePteFindsNothing";

    @Test
    void isViolated() {
        Race race = Races.of("aging", "start-leaves-it-to-change-pte", PROPERTY);
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
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "op=replace"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "ptep_clear_flush"); // spte.pfn=stale
    }
}
