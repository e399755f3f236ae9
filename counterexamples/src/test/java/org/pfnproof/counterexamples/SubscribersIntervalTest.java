package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Interval notifiers stay open if one of the list refuses.
 *
 * <p>The interval notifiers agree to a start that may not block, then one of the list refuses. The list gets its
 * ends; the interval notifiers' active count is not lowered, and the caller, who got -EAGAIN, calls no end. What
 * the code of 6.1 and 6.12 does; whether any subscriber of the list refuses was not looked at.
 * mmu_invalidate_seq is opaque, so the number of invalidations and faults is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record subscribers-interval}.
 */
class SubscribersIntervalTest {
    /**
     * When no invalidation runs, no interval notifier is left inside one.
     */
    private static final String PROPERTY = "SubIntervalNotLeftOpen";

    @Test
    void isViolated() {
        Race race = Races.of("subscribers-interval", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * Interval notifiers stay open if one of the list refuses. Model subscribers-interval, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "mmu_notifier_invalidate_range_start", "may_block=FALSE"); // inv[n1]: at=1 may_block=FALSE
        race.step("n1", "invalidate_range_start"); // inv[n1].at=2; open[1]=1
        race.step("n1", "invalidate_range_start"); // mn_active_invalidate_count=1; inv[n1].half=2
        race.step("n1", "invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "invalidate_range_start_refuses"); // inv[n1]: at=4 refused=TRUE
        race.step("n1", "invalidate_range_start_returns"); // inv[n1].at=1
        race.step("n1", "invalidate_range_end"); // inv[n1].at=2
        race.step("n1", "invalidate_range_end"); // mmu_invalidate_in_progress=0; ...
        race.step("n1", "invalidate_range_end"); // mn_active_invalidate_count=0; inv[n1]: at=3 half=1; open[2]=0
        race.step("n1", "invalidate_range_end"); // inv[n1].at=4
        race.step("n1", "invalidate_range_end_returns"); // inv[n1]: at=0 may_block=TRUE refused=FALSE
    }
}
