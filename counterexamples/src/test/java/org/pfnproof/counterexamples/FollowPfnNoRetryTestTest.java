package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A caller of the lookup makes no retry test.
 *
 * <p>The page fault takes mmu_lock and maps the page. The test after the lookup narrows the window and does not
 * close it: an invalidation between the test and mmu_lock leaves the guest with a page that the host has taken
 * away.
 *
 * <p>As the kernel has it: mmu_invalidate_retry() under mmu_lock.
 *
 * <p>Written by {@code harness/pfnproof record follow-pfn-no-retry-test}.
 */
class FollowPfnNoRetryTestTest {
    /**
     * An SPTE is there only while the host maps the page.
     */
    private static final String PROPERTY = "KfpSpteOnlyWhileHostMaps";

    @Test
    void isViolated() {
        Race race = Races.of("follow-pfn", "follow-pfn-no-retry-test", PROPERTY);
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
        race.step("mm", "hva_to_pfn_remapped"); // kfp.result=pfn
        race.step("mm", "mmu_invalidate_retry_late");
        race.step("mm", "invalidate"); // host_maps=FALSE; kfp.stale=TRUE
        race.step("mm", "is_page_fault_stale"); // spte=uncounted
    }
}
