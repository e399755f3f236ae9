package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A fault maps without the retry test.
 *
 * <p>The page is looked up, an invalidation comes and goes, and the fault maps what it has looked up.
 *
 * <p>As the kernel has it: is_page_fault_stale() calls mmu_invalidate_retry_gfn().
 *
 * <p>Written by {@code harness/pfnproof record tdp-no-retry-test}.
 */
class TdpNoRetryTestTest {
    /**
     * From the return of start to end, no vCPU reaches a page of the range, neither through an SPTE nor through its
     * TLB.
     */
    private static final String PROPERTY = "TdpNothingReachableInRange";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-access-tracking", "tdp-no-retry-test", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("tdp-access-tracking", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * One SPTE without A/D bits: prefetch, access tracking and the fast page fault. Model tdp-access-tracking,
     * linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_invalidate_range_start", "s=1, e=1"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "tdp_iter_next"); // iter[n1]: gfn=0 root=0 yielded_gfn=0
        race.step("n1", "kvm_flush_remote_tlbs"); // mmu_lock.writer={}
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=prefetch"); // fault[v1]: gfn=1 kind=prefetch
        race.step("v1", "fast_page_fault");
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // host[1]=ro; fault[v1].pfn=page
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map");
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
    }
}
