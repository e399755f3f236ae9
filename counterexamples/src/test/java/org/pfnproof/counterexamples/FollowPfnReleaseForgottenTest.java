package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A caller of the lookup forgets the release.
 *
 * <p>The page fault, and every other caller, goes on without kvm_release_pfn_clean(): each call leaves a
 * reference, and the page is never freed.
 *
 * <p>As the kernel has it: kvm_release_pfn_clean() on each way to the end.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-release-forgotten}.
 */
class FollowPfnReleaseForgottenTest {
    /**
     * Between two calls a page's count is what its owners hold.
     */
    private static final String PROPERTY = "KfpNoReferenceLeaked";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn", "follow-pfn-release-forgotten", PROPERTY);
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
        race.step("mm", "kvm_release_pfn_clean"); // kfp: caller= got=FALSE result=
    }
}
