package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Pages without a count are taken.
 *
 * <p>The remapped path of 6.12 takes a reference to whatever has a struct page. The count is balanced all the
 * time, but a page that is none of KVM's business goes from 0 to 1 and back, and is freed under its driver.
 *
 * <p>As the kernel has it: get_page_unless_zero(), and KVM_PFN_ERR_FAULT if it fails.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-get-zero}.
 */
class FollowPfnGetZeroTest {
    /**
     * A page without a count is never returned.
     */
    private static final String PROPERTY = "KfpUncountedIsRefused";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn", "follow-pfn-get-zero", PROPERTY);
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
        race.step("mm", "kvm_follow_pfn", "caller=fault, write=FALSE"); // kfp.caller=fault
        race.step("mm", "hva_to_pfn_remapped"); // count=1; kfp: got=TRUE result=pfn
    }
}
