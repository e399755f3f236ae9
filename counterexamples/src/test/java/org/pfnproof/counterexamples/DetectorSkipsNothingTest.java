package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A/D updates do not ask for a count.
 *
 * <p>Nobody skips anything: the assertion and the page allocator's checks see pages that were freed.
 *
 * <p>As the kernel has it: With "skip" they ask.
 *
 * <p>Written by {@code harness/pfnproof record detector-skips-nothing}.
 */
class DetectorSkipsNothingTest {
    /**
     * If the A/D update skips pages whose page_count() is 0, a mapping that outlives its page is never reported, by
     * nobody.
     */
    private static final String PROPERTY = "DetSkippingHidesUseAfterFree";

    @Test
    void isViolated() {
        Race race = Races.of("detectors", "detector-skips-nothing", PROPERTY);
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
        race.step("mm", "tdp_mmu_zap_leafs"); // spte: a=FALSE present=FALSE; warned=TRUE; since=1; report=1
    }
}
