package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The assertion fires well after the bug.
 *
 * <p>The runs of the model detectors that the sentence is about; it is false.
 *
 * <p>Written by {@code harness/pfnproof record detector-assertion-is-late}.
 */
class DetectorAssertionIsLateTest {
    /**
     * The assertion on page_count() fires in the step of the bug or in the next one.
     */
    private static final String PROPERTY = "DetAssertionIsPrompt";

    @Test
    void isViolated() {
        Race race = Races.of("detector-assertion-is-late", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * The assertion fires well after the bug. Model detector-assertion-is-late, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_mmu_notifier_invalidate_range_start"); // host=started
        race.step("mm", "free_pages_and_swap_cache"); // page[1]: class=free count=0; host=freed; since=0
        race.step("mm", "guest_access"); // accessed=TRUE; since=1
        race.step("mm", "tdp_mmu_zap_leafs"); // spte: a=FALSE present=FALSE; warned=TRUE; since=2; report=2
    }
}
