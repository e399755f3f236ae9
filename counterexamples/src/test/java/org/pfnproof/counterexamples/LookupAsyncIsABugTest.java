package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * BUG() for every lookup that must not wait or not sleep.
 *
 * <p>The test for contradictory inputs is an "or": each of the two inputs alone kills the kernel.
 *
 * <p>As the kernel has it: BUG_ON(atomic &amp;&amp; async).
 *
 * <p>Written by {@code harness/pfnproof record lookup-async-is-a-bug}.
 */
class LookupAsyncIsABugTest {
    /**
     * BUG() is for atomic together with async only.
     */
    private static final String PROPERTY = "LookupBugOnlyIfContradictory";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-async-is-a-bug", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("lookup-few-interferences", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Every combination of the lookup's inputs, few interferences. Model lookup-few-interferences, linux-6.12.
     */
    private static void race(Race race) {
        race.step(
                "mm",
                "gfn_to_pfn_memslot",
                "slot=readonly, atomic=TRUE, interruptible=FALSE, async=FALSE, write=FALSE, map_writable=FALSE");
    }
}
