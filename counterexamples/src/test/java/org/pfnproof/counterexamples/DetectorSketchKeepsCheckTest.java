package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The sketch as written does not hide use after free from the pages' checks.
 *
 * <p>The runs of the model detectors that the sentence is about; it is false.
 *
 * <p>Written by {@code harness/pfnproof record detector-sketch-keeps-check}.
 */
class DetectorSketchKeepsCheckTest {
    /**
     * With kvm_pfn_to_refcounted_page() as sketched, a mapping that outlives its page is never reported.
     */
    private static final String PROPERTY = "DetSketchHidesUseAfterFree";

    @Test
    void isViolated() {
        Race race = Races.of("detector-sketch-keeps-check", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * The sketch as written does not hide use after free from the pages' checks. Model detector-sketch-keeps-check,
     * linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_mmu_notifier_invalidate_range_start"); // host=started
        race.step("mm", "free_pages_and_swap_cache"); // page[1]: class=free count=0; host=freed; since=0
        race.step("mm", "tdp_mmu_zap_leafs"); // page[1].accessed=TRUE; spte: a=FALSE present=FALSE; since=1
        race.step("mm", "alloc_pages"); // page[1]: accessed=FALSE class=bad; next=has; since=2; report=2
    }
}
