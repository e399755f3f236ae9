package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Skipping pages without a count does not hide a put too many.
 *
 * <p>The runs of the model detectors that the sentence is about; it is false.
 *
 * <p>Written by {@code harness/pfnproof record detector-skip-and-double-put}.
 */
class DetectorSkipAndDoublePutTest {
    /**
     * If the A/D update skips pages whose page_count() is 0, no bug is ever reported.
     */
    private static final String PROPERTY = "DetSkippingHidesEveryBug";

    @Test
    void isViolated() {
        Race race = Races.of("detector-skip-and-double-put", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * Skipping pages without a count does not hide a put too many. Model detector-skip-and-double-put, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_release_pfn_clean"); // page[1]: accessed=TRUE count=1; fault=again
        race.step("mm", "kvm_release_pfn_clean_again"); // page[1]: accessed=FALSE class=bad count=0; fault=none; ...
    }
}
