package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A release by pfn where the lookup returns pages.
 *
 * <p>A caller that is used to kvm_release_pfn_clean() derives the page from the pfn. In a PFNMAP area the lookup
 * of 6.13 has taken nothing, so the driver's reference is put.
 *
 * <p>As the kernel has it: The page is released that the lookup has returned; NULL is nothing to release.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-release-by-pfn}.
 */
class FollowPfnReleaseByPfnTest {
    /**
     * A page's count is never below what its owners hold.
     */
    private static final String PROPERTY = "KfpNoReferenceStolen";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn-6.13", "follow-pfn-release-by-pfn", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("follow-pfn-6.13", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Linux 6.13: the page to be released, or NULL. Model follow-pfn-6.13, linux-6.13.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=fault, write=FALSE"); // kfp.caller=fault
        race.step("mm", "hva_to_pfn_remapped"); // kfp.result=pfn
        race.step("mm", "invalidate"); // host_maps=FALSE; kfp.stale=TRUE
        race.step("mm", "mmu_invalidate_retry_late"); // count=-1; kfp: caller= result= stale=FALSE
    }
}
