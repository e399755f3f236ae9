package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A caller of the lookup releases twice.
 *
 * <p>kvm_release_pfn_clean() is called once more than the lookup has returned a page: the second put is of a
 * reference that somebody else holds.
 *
 * <p>As the kernel has it: One release for one lookup.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-release-twice}.
 */
class FollowPfnReleaseTwiceTest {
    /**
     * A page's count is never below what its owners hold.
     */
    private static final String PROPERTY = "KfpNoReferenceStolen";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn", "follow-pfn-release-twice", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("follow-pfn", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * References and results of a lookup, Linux 6.12. Model follow-pfn, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=legacy, write=FALSE"); // kfp.caller=legacy
        race.step("mm", "hva_to_pfn"); // count=2; kfp: got=TRUE result=pfn
        race.step("mm", "kvm_release_pfn_clean"); // count=0; kfp: caller= got=FALSE result=
    }
}
