package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The host goes on although a subscriber has refused.
 *
 * <p>The caller takes -EAGAIN for success. KVM is not harmed, it has zapped; the one that refused still maps the
 * pages that are freed.
 *
 * <p>As the kernel has it: The caller goes without the operation.
 *
 * <p>Written by {@code harness/pfnproof record refusal-ignored}.
 */
class RefusalIgnoredTest {
    /**
     * The host changes its entries only if no subscriber has refused.
     */
    private static final String PROPERTY = "SubHostHeedsRefusal";

    @Test
    void isViolated() {
        Race race = Races.of("subscribers", "refusal-ignored", PROPERTY);
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
        race.step("n1", "invalidate_range_start_returns"); // inv[n1].at=0
    }
}
