package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The walk of start stops at the first refusal, the ends go to all.
 *
 * <p>Subscribers after the one that refused get an end without a start: KVM's count drops below zero.
 *
 * <p>As the kernel has it: The walk goes on after a refusal.
 *
 * <p>Written by {@code harness/pfnproof record start-stops-at-refusal}.
 */
class StartStopsAtRefusalTest {
    /**
     * No subscriber is told of an end whose start it was not told of, or has refused.
     */
    private static final String PROPERTY = "SubNoEndWithoutStart";

    @Test
    void isViolated() {
        Race race = Races.of("subscribers", "start-stops-at-refusal", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("subscribers", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Subscribers before and after KVM refuse a start. Model subscribers, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "mmu_notifier_invalidate_range_start", "may_block=FALSE"); // inv[n1]: at=1 may_block=FALSE
        race.step("n1", "invalidate_range_start_refuses"); // inv[n1].refused=TRUE
        race.step("n1", "invalidate_range_end"); // inv[n1].at=2
        race.step("n1", "invalidate_range_end"); // mmu_invalidate_in_progress=-1; inv[n1].half=2
        race.step("n1", "invalidate_range_end"); // inv[n1]: at=3 half=1; open[2]=-1
    }
}
