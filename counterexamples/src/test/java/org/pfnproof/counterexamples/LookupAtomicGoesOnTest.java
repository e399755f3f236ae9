package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * An atomic lookup goes on where it would have to sleep.
 *
 * <p>The lockless walk fails, and an atomic lookup goes on to GUP, which takes mmap_lock and may wait for I/O.
 *
 * <p>As the kernel has it: KVM_PFN_ERR_FAULT after the lockless walk.
 *
 * <p>Written by {@code harness/pfnproof record lookup-atomic-goes-on}.
 */
class LookupAtomicGoesOnTest {
    /**
     * An atomic lookup ends after the lockless walk.
     */
    private static final String PROPERTY = "LookupAtomicNeverSleeps";

    @Test
    void isViolated() {
        Race race = Races.of("lookup-few-interferences", "lookup-atomic-goes-on", PROPERTY);
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
        race.step("mm", "hva_to_pfn_fast");
    }
}
