package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * v7 marks a page that may be gone.
 *
 * <p>The page fault marks the page accessed once mmu_lock is dropped, and holds no reference: the page may have
 * been freed. Found in review (Yan Zhao, 19 July 2023), fixed in v8. One page, one call at a time; finite as it
 * is.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-v7-marks}.
 */
class FollowPfnV7MarksTest {
    /**
     * Only pages whose count is above zero are marked accessed or dirty.
     */
    private static final String PROPERTY = "KfpMarksOnlyCountedPages";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn-v7-marks", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * v7 marks a page that may be gone. Model follow-pfn-v7-marks, v7.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=fault, write=FALSE"); // kfp.caller=fault
        race.step("mm", "hva_to_pfn"); // kfp: got=TRUE result=pfn
        race.step("mm", "is_page_fault_stale"); // spte=counted
        race.step("mm", "read_unlock_mmu_lock");
        race.step("mm", "invalidate"); // host_maps=FALSE; count=0; spte=none
        race.step("mm", "kvm_release_pfn_clean"); // dead_mark=TRUE; kfp: caller= got=FALSE result=
    }
}
