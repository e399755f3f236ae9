package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The assertion warns and marks all the same.
 *
 * <p>kvm_is_ad_tracked_page() warns and does not return false: once the warning is used up, the page allocator
 * still finds what was marked.
 *
 * <p>As the kernel has it: WARN_ON_ONCE() and return false.
 *
 * <p>Written by {@code harness/pfnproof record detector-assertion-marks}.
 */
class DetectorAssertionMarksTest {
    /**
     * After the warning was given once, a further use after free is reported neither by the assertion nor by the
     * page allocator.
     */
    private static final String PROPERTY = "DetAssertionHidesFromCheck";

    @Test
    void isViolated() {
        Race race = Races.of("detectors", "detector-assertion-marks", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("detectors", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Detectors of use after free against kinds of bugs. Model detectors, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_mmu_notifier_invalidate_range_start"); // host=started
        race.step("mm", "free_pages_and_swap_cache"); // page[1]: class=free count=0; host=freed; since=0
        race.step("mm", "tdp_mmu_zap_leafs"); // page[1].accessed=TRUE; spte: a=FALSE present=FALSE; since=1
        race.step("mm", "alloc_pages"); // page[1]: accessed=FALSE class=bad; next=has; since=2; report=2
    }
}
