package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Not every page of a driver's block has count 0.
 *
 * <p>A non-compound block of higher order: the first page has a count of its own, which is 1.
 *
 * <p>The initial state is enough.
 *
 * <p>Written by {@code harness/pfnproof record special-page-counts}.
 */
class SpecialPageCountsTest {
    /**
     * Each page of a driver's non-compound block has count 0.
     */
    private static final String PROPERTY = "SpecialPageHasNoCount";

    @Test
    void isViolated() {
        Race race = Races.of("special-page-counts", PROPERTY);
        Races.assertViolated(race);
    }
}
