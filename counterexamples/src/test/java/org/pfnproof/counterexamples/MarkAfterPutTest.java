package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A page is marked accessed after it was released.
 *
 * <p>The reference of the lookup is dropped first and the page marked accessed afterwards. If an invalidation
 * has removed all other references meanwhile, the flag goes to a free page.
 *
 * <p>As the kernel has it: kvm_release_pfn_clean() marks first and puts last.
 *
 * <p>Written by {@code harness/pfnproof record mark-after-put}.
 */
class MarkAfterPutTest {
    /**
     * KVM marks a page accessed or dirty only while it is alive.
     */
    private static final String PROPERTY = "MarksOnlyLivePages";

    @Test
    void isViolated() {
        Race race = Races.of("retry-one", "mark-after-put", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("retry-one", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * One vCPU faults on one page while one thread unmaps it. Model retry-one, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, write=TRUE"); // fault[v1]: gfn=1 write=TRUE
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "faultin_page", "f=2"); // page_refcount[2]=1; buddy={1}; host_pte[1]=[pfn=2,w=TRUE]
        race.step("v1", "hva_to_pfn"); // page_refcount[2]=2; fault[v1]: map_writable=TRUE pfn=2
        race.step("n1", "invalidate_range_start", "op=zap, first=1, last=1"); // inv[n1]: end=2 next=1 op=zap start=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=2,start=1]
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}
        race.step("n1", "zap_pte_range"); // host_pte[1]=[pfn=0,w=FALSE]; inv[n1]: gather={2} next=2
        race.step("n1", "free_pages_and_swap_cache", "f=2"); // page_refcount[2]=1; inv[n1].gather={}
        race.step("v1", "mmu_invalidate_retry_late"); // fault[v1]: mmu_seq=-1 retry=TRUE
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[2]=0; buddy={1,2}; dead_mark=TRUE; ...
    }
}
