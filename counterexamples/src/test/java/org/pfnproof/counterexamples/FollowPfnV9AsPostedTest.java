package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * v9 as first posted: no page fault puts its page.
 *
 * <p>v9 drops FOLL_GET, so each lookup returns a reference. The page fault still ends as in v8, with
 * kvm_set_page_accessed() alone: every fault leaves a reference.
 *
 * <p>As the kernel has it: kvm_release_page_clean() at the end of the fault.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-v9-as-posted}.
 */
class FollowPfnV9AsPostedTest {
    /**
     * Between two calls a page's count is what its owners hold.
     */
    private static final String PROPERTY = "KfpNoReferenceLeaked";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn-v9", "follow-pfn-v9-as-posted", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("follow-pfn-v9", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * v9: every page comes with its reference. Model follow-pfn-v9, v9.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=fault, write=FALSE"); // kfp.caller=fault
        race.step("mm", "hva_to_pfn"); // count=2; kfp: got=TRUE result=pfn
        race.step("mm", "is_page_fault_stale"); // spte=counted
        race.step("mm", "read_unlock_mmu_lock");
        race.step("mm", "kvm_release_pfn_clean"); // kfp: caller= got=FALSE result=
    }
}
