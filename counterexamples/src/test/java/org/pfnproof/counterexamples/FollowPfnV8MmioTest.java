package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * v8: memory without struct pages is refused.
 *
 * <p>The same exit: memory without a struct page (MMIO) can no longer be mapped by architectures that were not
 * converted, although nothing is counted there. Admitted in the discussion of v8; v9 has allow_unsafe_mappings
 * for it. One page, one call at a time; finite as it is.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-v8-mmio}.
 */
class FollowPfnV8MmioTest {
    /**
     * Memory without a struct page is given to every caller.
     */
    private static final String PROPERTY = "KfpMmioIsServed";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn-v8-mmio", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * v8: memory without struct pages is refused. Model follow-pfn-v8-mmio, v8.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=legacy, write=FALSE"); // kfp.caller=legacy
        race.step("mm", "hva_to_pfn_remapped"); // kfp.result=ERR_FAULT
    }
}
