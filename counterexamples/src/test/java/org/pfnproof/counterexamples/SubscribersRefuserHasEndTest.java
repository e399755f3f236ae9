package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A subscriber with an end hook refuses.
 *
 * <p>It is told of the end of a start that it has refused: the kernel cannot tell who refused, and warns of such
 * a subscriber. mmu_invalidate_seq is opaque, so the number of invalidations and faults is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record subscribers-refuser-has-end}.
 */
class SubscribersRefuserHasEndTest {
    /**
     * No subscriber is told of an end whose start it was not told of, or has refused.
     */
    private static final String PROPERTY = "SubNoEndWithoutStart";

    @Test
    void isViolated() {
        Race race = Races.of("subscribers-refuser-has-end", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A subscriber with an end hook refuses. Model subscribers-refuser-has-end, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "mmu_notifier_invalidate_range_start", "may_block=FALSE"); // inv[n1]: at=1 may_block=FALSE
        race.step("n1", "invalidate_range_start_refuses"); // inv[n1]: at=2 refused=TRUE
        race.step("n1", "invalidate_range_start"); // mn_active_invalidate_count=1; inv[n1].half=2
        race.step("n1", "invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "invalidate_range_start_returns"); // inv[n1].at=1
        race.step("n1", "invalidate_range_end"); // inv[n1].at=2; open[1]=-1
    }
}
