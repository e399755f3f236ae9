package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * No flag for a lookup that must not sleep.
 *
 * <p>FOLL_NOWAIT does not wait for I/O, but faults pages in and takes locks. What does it, FOLL_FAST_ONLY, is
 * internal to mm. 6.13 has no such input any more.
 *
 * <p>Written by {@code harness/pfnproof record foll-flag-for-atomic}.
 */
class FollFlagForAtomicTest {
    /**
     * One of the FOLL_* flags that a caller may give does to GUP what the input does to the lookup.
     */
    private static final String PROPERTY = "FollInputHasFlag";

    @Test
    void isViolated() {
        Race race = Races.of("foll-flag-for-atomic", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * No flag for a lookup that must not sleep. Model foll-flag-for-atomic, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "get_user_pages", "flag=FOLL_WRITE"); // asked={FOLL_WRITE}
        race.step("mm", "get_user_pages", "flag=FOLL_NOWAIT"); // asked={FOLL_NOWAIT,FOLL_WRITE}
        race.step("mm", "get_user_pages", "flag=FOLL_INTERRUPTIBLE");
        race.step("mm", "get_user_pages", "flag=FOLL_GET");
    }
}
