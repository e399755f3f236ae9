package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A page fault passes no pointer for "writable".
 *
 * <p>The interface of 6.13 refuses a caller who does not want to know whether the page may be written. One
 * architecture's page fault did not: each of its lookups warned and failed, and its guests did not run.
 *
 * <p>As the kernel has it: The caller passes what the interface requires.
 *
 * <p>Written by {@code harness/pfnproof record required-output-missing}.
 */
class RequiredOutputMissingTest {
    /**
     * Memory without a struct page is given to every caller.
     */
    private static final String PROPERTY = "KfpMmioIsServed";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn-6.13-unsafe", "required-output-missing", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("follow-pfn-6.13-unsafe", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Linux 6.13 with allow_unsafe_mappings. Model follow-pfn-6.13-unsafe, linux-6.13.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=fault, write=FALSE"); // kfp.caller=fault
        race.step("mm", "warn_on_once"); // kfp.result=ERR_FAULT
    }
}
