package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The end of an unmapping is lost (driver).
 *
 * <p>mmu_invalidate_in_progress stays above zero.
 *
 * <p>As the kernel has it: Each start has its end.
 *
 * <p>Written by {@code harness/pfnproof record drv-end-forgotten}.
 */
class DrvEndForgottenTest {
    /**
     * mmu_invalidate_in_progress is the number of unmappings between start and end.
     */
    private static final String PROPERTY = "DrvInProgressCountsRunning";

    @Test
    void isViolated() {
        Race race = Races.of("driver-reserved-pages", "drv-end-forgotten", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("driver-reserved-pages", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A driver replaces memory whose struct pages are reserved. Model driver-reserved-pages, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "unmap_mapping_range"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "zap_pte_range");
        race.step("n1", "kvm_mmu_invalidate_end"); // drv[n1].begun=FALSE
    }
}
