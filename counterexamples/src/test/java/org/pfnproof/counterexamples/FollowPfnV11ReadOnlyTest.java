package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * v11: RO_FAULT becomes ERR_FAULT even for guarded callers.
 *
 * <p>A write to a read-only entry whose page has a struct page, by a page fault that does not stand uncounted
 * pages: no page was got, so the exit refuses. On x86 an instruction that was emulated ends in -EFAULT. v9 and
 * v10 do the same. One page, one call at a time; finite as it is.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-v11-read-only}.
 */
class FollowPfnV11ReadOnlyTest {
    /**
     * A write that meets a read-only entry of a PFNMAP area gives KVM_PFN_ERR_RO_FAULT.
     */
    private static final String PROPERTY = "KfpReadOnlyIsReported";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn-v11-read-only", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * v11: RO_FAULT becomes ERR_FAULT even for guarded callers. Model follow-pfn-v11-read-only, v11.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=fault_pae, write=TRUE"); // kfp: caller=fault_pae write=TRUE
        race.step("mm", "hva_to_pfn_remapped"); // kfp: read_only=TRUE result=ERR_FAULT
    }
}
