package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Every assertion looks at the page's own count.
 *
 * <p>The assertion with page_ref_count() in all its forms: tails of live compound pages set it off.
 *
 * <p>As the kernel has it: page_count().
 *
 * <p>Written by {@code harness/pfnproof record detector-asserts-own-count}.
 */
class DetectorAssertsOwnCountTest {
    /**
     * The assertion on page_count() has no false alarm, but for a driver's page without a count.
     */
    private static final String PROPERTY = "DetAssertionIsTrueOfCounted";

    @Test
    void isViolated() {
        Race race = Races.of("detectors", "detector-asserts-own-count", PROPERTY);
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
        race.step("mm", "kvm_mmu_notifier_invalidate_range_start"); // spte: a=FALSE present=FALSE; host=started; ...
    }
}
