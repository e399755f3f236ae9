package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * atomic and async together are a BUG().
 *
 * <p>The eight combinations of inputs with atomic and async. The kernel dies of each, unless the slot decides
 * first (NOSLOT, RO_FAULT).
 *
 * <p>Written by {@code harness/pfnproof record lookup-contradictory}.
 */
class LookupContradictoryTest {
    /**
     * No lookup ends in BUG().
     */
    private static final String PROPERTY = "LookupNeverBug";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-contradictory", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * atomic and async together are a BUG(). Model lookup-contradictory, linux-6.12.
     */
    private static void race(Race race) {
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=readonly, atomic=TRUE, interruptible=FALSE, async=TRUE, write=FALSE, map_writable=FALSE");
    }
}
