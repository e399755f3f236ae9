package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The active count is raised by start and never lowered.
 *
 * <p>An invalidation is abandoned between start and end. mn_active_invalidate_count stays up: every refresh of a
 * pfncache goes round for ever, and no memslot can be changed.
 *
 * <p>As the kernel has it: Whoever called start calls end, also when another subscriber failed.
 *
 * <p>Written by {@code harness/pfnproof record gpc-end-forgotten}.
 */
class GpcEndForgottenTest {
    /**
     * mn_active_invalidate_count is the number of invalidations between start and end, so it is never negative and
     * comes back to zero.
     */
    private static final String PROPERTY = "ActiveCountCountsRunning";

    @Test
    void isViolated() {
        Race race = Races.of("pfncache", "gpc-end-forgotten", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("pfncache", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Two threads share one pfncache, another invalidates its page. Model pfncache, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "mmu_notifier_invalidate_range_start", "first=1, last=1"); // inv[n1]: end=2 start=1
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start"); // mn_active_invalidate_count=1; ...
        race.step("n1", "gfn_to_pfn_cache_invalidate_start"); // inv[n1].swept=TRUE
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1
        race.step("n1", "zap_pte_range");
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_in_progress=0
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end"); // inv[n1]: counted=FALSE end=0 start=0 swept=FALSE
    }
}
