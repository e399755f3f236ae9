package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The sketch puts the page whatever the flags say.
 *
 * <p>The page is put before return even with FOLL_GET: the caller puts it once more.
 *
 * <p>As the kernel has it: put_page(foll->page) unless FOLL_GET is given.
 *
 * <p>Written by {@code harness/pfnproof record sketch-put-always}.
 */
class SketchPutAlwaysTest {
    /**
     * A caller holds a reference from the lookup to the release if he gave FOLL_GET and the page is counted, and
     * else none.
     */
    private static final String PROPERTY = "SketchReferenceIffFollGet";

    @Test
    void isViolated() {
        Race race = Races.of("sketch-foll-get-alone", "sketch-put-always", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("sketch-foll-get-alone", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * FOLL_GET alone, mmu_seq a random number. Model sketch-foll-get-alone, seed-sketch.
     */
    private static void race(Race race) {
        race.step("mm", "snapshot_and_call", "caller=fault_get"); // foll: caller=fault_get get=TRUE
        race.step("mm", "sanity_check");
        race.step("mm", "hva_to_pfn"); // page_count=2; foll: page=TRUE pfn={0}
        race.step("mm", "put_before_return"); // page_count=1
    }
}
