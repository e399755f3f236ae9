package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * v11 with the lockless retry test: one put too many.
 *
 * <p>v11 puts the reference of a page fault before the lookup returns. The lockless retry test after the lookup,
 * new in 6.8, calls kvm_release_pfn_clean() on its exit: the page is put twice. Either change alone is right,
 * and they touch different lines.
 *
 * <p>As the kernel has it: The exit puts nothing; or the lookup always returns a reference, as in 6.13.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-v11-early-retry}.
 */
class FollowPfnV11EarlyRetryTest {
    /**
     * A page's count is never below what its owners hold.
     */
    private static final String PROPERTY = "KfpNoReferenceStolen";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn-v11", "follow-pfn-v11-early-retry", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("follow-pfn-v11", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * v11: a page is returned, its reference is not. Model follow-pfn-v11, v11.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=fault, write=FALSE"); // kfp.caller=fault
        race.step("mm", "hva_to_pfn"); // kfp: got=TRUE result=pfn
        race.step("mm", "invalidate"); // host_maps=FALSE; count=0; kfp.stale=TRUE
        race.step("mm", "mmu_invalidate_retry_late"); // count=-1; kfp: caller= got=FALSE result= stale=FALSE
    }
}
