package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * v11 marks the page of a stale fault.
 *
 * <p>As in v8. The page fault leaves through one label, mapped or stale, and marks the page there. It holds no
 * reference, and if it is stale, the mmu_notifier protocol says that the page may be gone. 6.13 releases unused
 * on RET_PF_RETRY. One page, one call at a time; finite as it is.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-v11-stale-mark}.
 */
class FollowPfnV11StaleMarkTest {
    /**
     * Only pages whose count is above zero are marked accessed or dirty.
     */
    private static final String PROPERTY = "KfpMarksOnlyCountedPages";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn-v11-stale-mark", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * v11 marks the page of a stale fault. Model follow-pfn-v11-stale-mark, v11.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=fault, write=FALSE"); // kfp.caller=fault
        race.step("mm", "hva_to_pfn"); // kfp: got=TRUE result=pfn
        race.step("mm", "invalidate"); // host_maps=FALSE; count=0; kfp.stale=TRUE
        race.step("mm", "is_page_fault_stale"); // kfp.retry=TRUE
        race.step("mm", "kvm_release_pfn_clean"); // dead_mark=TRUE; kfp.got=FALSE
    }
}
