package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * No flag for "writable, if it costs nothing".
 *
 * <p>FOLL_WRITE would break copy-on-write for a read. It stays a pointer, or a bool, in every version.
 *
 * <p>Written by {@code harness/pfnproof record foll-flag-for-map-writable}.
 */
class FollFlagForMapWritableTest {
    /**
     * One of the FOLL_* flags that a caller may give does to GUP what the input does to the lookup.
     */
    private static final String PROPERTY = "FollInputHasFlag";

    @Test
    void isViolated() {
        Race race = Races.of("foll-flag-for-map-writable", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * No flag for "writable, if it costs nothing". Model foll-flag-for-map-writable, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "get_user_pages", "flag=FOLL_WRITE"); // asked={FOLL_WRITE}
        race.step("mm", "get_user_pages", "flag=FOLL_NOWAIT"); // asked={FOLL_NOWAIT,FOLL_WRITE}
        race.step("mm", "get_user_pages", "flag=FOLL_INTERRUPTIBLE");
        race.step("mm", "get_user_pages", "flag=FOLL_GET");
    }
}
