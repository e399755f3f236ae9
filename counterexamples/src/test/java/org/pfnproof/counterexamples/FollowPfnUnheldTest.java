package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Linux 6.12: a page that its user neither holds nor hears of.
 *
 * <p>Memory without a refcounted struct page, used by a caller without mmu_notifiers (kvm_vcpu_map()): the
 * driver may take it away, and nothing tells. What allow_unsafe_mappings is about. One page, one call at a time;
 * finite as it is.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-unheld}.
 */
class FollowPfnUnheldTest {
    /**
     * A caller without mmu_notifiers uses only pages to which it holds a reference.
     */
    private static final String PROPERTY = "KfpUserHoldsOrHears";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn-unheld", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * Linux 6.12: a page that its user neither holds nor hears of. Model follow-pfn-unheld, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "caller=legacy, write=FALSE"); // kfp.caller=legacy
        race.step("mm", "hva_to_pfn_remapped"); // kfp.result=pfn
    }
}
