package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * v8 leaks a reference where SPTEs have no spare bit.
 *
 * <p>On a 32-bit host, or with shadow paging, the page fault of v8 gives FOLL_GET, but its release was removed
 * for all: each fault leaves a reference. Asked in review ("Should we check FOLL_GET is actually omitted"). One
 * page, one call at a time; finite as it is.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-v8-pae}.
 */
class FollowPfnV8PaeTest {
    /**
     * Between two calls a page's count is what its owners hold.
     */
    private static final String PROPERTY = "KfpNoReferenceLeaked";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn-v8-pae", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * v8 leaks a reference where SPTEs have no spare bit. Model follow-pfn-v8-pae, v8.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=fault_pae, write=FALSE"); // kfp.caller=fault_pae
        race.step("mm", "hva_to_pfn"); // count=2; kfp: got=TRUE result=pfn
        race.step("mm", "is_page_fault_stale"); // spte=counted
        race.step("mm", "kvm_release_pfn_clean"); // kfp.got=FALSE
        race.step("mm", "read_unlock_mmu_lock"); // kfp: caller= result=
    }
}
