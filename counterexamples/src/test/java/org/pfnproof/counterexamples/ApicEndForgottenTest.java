package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The end of an invalidation is lost (APIC access page).
 *
 * <p>mmu_invalidate_in_progress stays above zero: a vCPU raises its request for ever and never enters the guest.
 *
 * <p>As the kernel has it: Each start has its end.
 *
 * <p>Written by {@code harness/pfnproof record apic-end-forgotten}.
 */
class ApicEndForgottenTest {
    /**
     * mmu_invalidate_in_progress is the number of invalidations between start and end (APIC access page).
     */
    private static final String PROPERTY = "ApicInProgressCountsRunning";

    @Test
    void isViolated() {
        Race race = Races.of("apic-page-two-invalidators", "apic-end-forgotten", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("apic-page-two-invalidators", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * The APIC access page under two invalidators. Model apic-page-two-invalidators, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_invalidate_in_progress=1; mmu_invalidate_range=[end=2,start=1]
        race.step("n1", "zap_pte_range");
        race.step("n1", "kvm_mmu_invalidate_end");
    }
}
