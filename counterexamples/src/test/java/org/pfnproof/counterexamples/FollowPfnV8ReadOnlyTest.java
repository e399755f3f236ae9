package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * v8: RO_FAULT becomes ERR_FAULT.
 *
 * <p>A write to a read-only entry of a PFNMAP area, by a caller that is not guarded: the exit of
 * hva_to_pfn_remapped() turns RO_FAULT into ERR_FAULT. One page, one call at a time; finite as it is.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-v8-read-only}.
 */
class FollowPfnV8ReadOnlyTest {
    /**
     * A write that meets a read-only entry of a PFNMAP area gives KVM_PFN_ERR_RO_FAULT.
     */
    private static final String PROPERTY = "KfpReadOnlyIsReported";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn-v8-read-only", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * v8: RO_FAULT becomes ERR_FAULT. Model follow-pfn-v8-read-only, v8.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=legacy, write=TRUE"); // kfp: caller=legacy write=TRUE
        race.step("mm", "hva_to_pfn_remapped"); // kfp: read_only=TRUE result=ERR_FAULT
    }
}
