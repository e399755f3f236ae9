package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * page_ref_count() of a mapped tail page is zero.
 *
 * <p>The assertion that a mapped page has an elevated count, with page_count() and with page_ref_count(): the
 * latter fails on the tail of a large folio that is alive.
 *
 * <p>Written by {@code harness/pfnproof record page-ref-count-of-mapped-tails}.
 */
class PageRefCountOfMappedTailsTest {
    /**
     * page_ref_count() of every page that KVM maps is above zero.
     */
    private static final String PROPERTY = "MappedPageHasPageRefCount";

    @Test
    void isViolated() {
        Race race = Races.of("page-ref-count-of-mapped-tails", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * page_ref_count() of a mapped tail page is zero. Model page-ref-count-of-mapped-tails, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "handle_mm_fault", "h=1, f=1, write=TRUE"); // page_refcount[1]=2; page_head[2]=1; ...
        race.step("v1", "kvm_tdp_page_fault", "g=2, write=TRUE"); // fault[v1]: gfn=2 write=TRUE
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=3; fault[v1]: map_writable=TRUE pfn=2
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("v1", "read_lock_mmu_lock"); // mmu_lock.readers={v1}
        race.step("v1", "is_page_fault_stale"); // fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map"); // spte[2]=[pfn=2,w=TRUE]
    }
}
