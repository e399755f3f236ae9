package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A refused start is abandoned without an end.
 *
 * <p>The caller gets -EAGAIN and calls no end, and nobody else does: KVM, which had agreed, keeps
 * mmu_invalidate_in_progress up for ever, and every page fault in the range retries for ever.
 *
 * <p>As the kernel has it: mn_hlist_invalidate_range_start() calls end for all that have an end hook.
 *
 * <p>Written by {@code harness/pfnproof record start-abandoned-without-end}.
 */
class StartAbandonedWithoutEndTest {
    /**
     * A subscriber with both hooks is told of the end of every start, also of one that another subscriber has
     * refused.
     */
    private static final String PROPERTY = "SubEveryStartIsEnded";

    @Test
    void isViolated() {
        Race race = Races.of("subscribers", "start-abandoned-without-end", PROPERTY);
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
        race.step("n1", "invalidate_range_start"); // inv[n1].at=2
        race.step("n1", "invalidate_range_start"); // mn_active_invalidate_count=1; inv[n1].half=2
        race.step("n1", "invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "invalidate_range_start_refuses"); // inv[n1]: at=4 refused=TRUE
        race.step("n1", "invalidate_range_start"); // inv[n1].at=5; open[4]=1
        race.step("n1", "invalidate_range_start_returns"); // inv[n1]: at=0 may_block=TRUE refused=FALSE
    }
}
