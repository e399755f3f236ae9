package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Linux 6.13 maps pages whose count is zero.
 *
 * <p>What 6.12 guarantees of each mapped page that it believes refcounted, and 6.13 does not: that page_count()
 * is above zero. The assertion that the thread proposes (a warning if a page to be marked accessed or dirty has
 * count 0) would fire on a living page here, if the page were still derived from the SPTE. mmu_invalidate_seq is
 * opaque (module OpaqueSeq), so the number of invalidations and faults is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record uncounted-pages-mapped}.
 */
class UncountedPagesMappedTest {
    /**
     * page_count() of every mapped page that KVM believes refcounted is above zero, pages of drivers included.
     */
    private static final String PROPERTY = "MappedStructPageIsCounted";

    @Test
    void isViolated() {
        Race race = Races.of("uncounted-pages-mapped", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * Linux 6.13 maps pages whose count is zero. Model uncounted-pages-mapped, linux-6.13.
     */
    private static void race(Race race) {
        race.step("mm", "handle_mm_fault", "h=2, f=2, write=TRUE"); // host_pte[2]=[pfn=2,w=TRUE]
        race.step("v1", "kvm_tdp_page_fault", "g=2, write=FALSE"); // fault[v1].gfn=2
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "hva_to_pfn_remapped"); // fault[v1]: map_writable=TRUE pfn=2
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("v1", "read_lock_mmu_lock"); // mmu_lock.readers={v1}
        race.step("v1", "is_page_fault_stale"); // fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map"); // spte[2]=[pfn=2,w=TRUE]
    }
}
