package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * No flag for a pin.
 *
 * <p>FOLL_PIN is internal to mm; a caller that gives it is refused. 6.13 has a bool for it.
 *
 * <p>Written by {@code harness/pfnproof record foll-flag-for-pin}.
 */
class FollFlagForPinTest {
    /**
     * One of the FOLL_* flags that a caller may give does to GUP what the input does to the lookup.
     */
    private static final String PROPERTY = "FollInputHasFlag";

    @Test
    void isViolated() {
        Race race = Races.of("foll-flag-for-pin", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * No flag for a pin. Model foll-flag-for-pin, linux-6.13.
     */
    private static void race(Race race) {
        race.step("mm", "get_user_pages", "flag=FOLL_WRITE"); // asked={FOLL_WRITE}
        race.step("mm", "get_user_pages", "flag=FOLL_NOWAIT"); // asked={FOLL_NOWAIT,FOLL_WRITE}
        race.step("mm", "get_user_pages", "flag=FOLL_INTERRUPTIBLE");
        race.step("mm", "get_user_pages", "flag=FOLL_GET");
    }
}
