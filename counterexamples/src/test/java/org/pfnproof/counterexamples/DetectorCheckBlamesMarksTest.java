package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Freeing a page does not clear the flags.
 *
 * <p>PG_dirty and PG_referenced stay on a page that is freed, so check_new_page() finds them on pages that were
 * marked rightly.
 *
 * <p>As the kernel has it: free_pages_prepare() clears all flags that are checked later.
 *
 * <p>Written by {@code harness/pfnproof record detector-check-blames-marks}.
 */
class DetectorCheckBlamesMarksTest {
    /**
     * The checks of the page allocator never fire without a bug.
     */
    private static final String PROPERTY = "DetCheckHasNoFalseAlarm";

    @Test
    void isViolated() {
        Race race = Races.of("detectors", "detector-check-blames-marks", PROPERTY);
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
        race.step("mm", "kvm_mmu_notifier_invalidate_range_start"); // page[1].accessed=TRUE; ...
        race.step("mm", "free_pages_and_swap_cache"); // page[1]: class=free count=0; host=freed
        race.step("mm", "alloc_pages"); // page[1]: accessed=FALSE class=bad; next=has; alarm=TRUE
    }
}
