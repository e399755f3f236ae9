package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The pages' checks miss a use after free.
 *
 * <p>The runs of the model detectors that the sentence is about; it is false.
 *
 * <p>Written by {@code harness/pfnproof record detector-check-misses}.
 */
class DetectorCheckMissesTest {
    /**
     * The checks of the page allocator report each mapping that outlives its page by the end of the run.
     */
    private static final String PROPERTY = "DetCheckFindsAll";

    @Test
    void isViolated() {
        Race race = Races.of("detector-check-misses", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * The pages' checks miss a use after free. Model detector-check-misses, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_mmu_notifier_invalidate_range_start"); // host=started
        race.step("mm", "free_pages_and_swap_cache"); // page[1]: class=free count=0; host=freed; since=0
        race.step("mm", "alloc_pages"); // page[1]: class=ram count=1; next=has; since=1
        race.step("mm", "tdp_mmu_zap_leafs"); // page[1].accessed=TRUE; spte: a=FALSE present=FALSE; since=2
        race.step("mm", "free_pages"); // page[1]: accessed=FALSE class=free count=0; next=gave; since=3
        race.step("mm", "alloc_pages"); // page[1]: class=ram count=1; next=has_again; since=4
    }
}
