package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * v6 marks pages without a count.
 *
 * <p>The page fault maps a page without a count and then marks it accessed, since it derives the page from the
 * pfn: what the thread's assertion would warn of, and why patch 4 of v6 removes warnings. Nothing tells it from
 * a freed page. One page, one call at a time; finite as it is.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-v6-marks}.
 */
class FollowPfnV6MarksTest {
    /**
     * Only pages whose count is above zero are marked accessed or dirty.
     */
    private static final String PROPERTY = "KfpMarksOnlyCountedPages";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn-v6-marks", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * v6 marks pages without a count. Model follow-pfn-v6-marks, v6.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=fault, write=FALSE"); // kfp.caller=fault
        race.step("mm", "hva_to_pfn_remapped"); // kfp.result=pfn
        race.step("mm", "is_page_fault_stale"); // spte=counted
        race.step("mm", "read_unlock_mmu_lock");
        race.step("mm", "kvm_release_pfn_clean"); // dead_mark=TRUE; kfp: caller= result=
    }
}
