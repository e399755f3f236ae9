package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Events of the mmu_notifiers are ignored: the guest uses a freed page.
 *
 * <p>The test under mmu_lock always passes. A page that was looked up before an invalidation is mapped after it,
 * and the guest reaches it when the host has freed it.
 *
 * <p>As the kernel has it: is_page_fault_stale() under mmu_lock.
 *
 * <p>Written by {@code harness/pfnproof record retry-test-always-passes}.
 */
class RetryTestAlwaysPassesTest {
    /**
     * No SPTE maps a page that was freed since the SPTE was set, even if the frame has a new owner.
     */
    private static final String PROPERTY = "NoFreedPageMapped";

    @Test
    void isViolated() {
        Race race = Races.of("retry-one-freed-pages", "retry-test-always-passes", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("retry-one-freed-pages", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * retry-one with one question: is a freed page mapped?. Model retry-one-freed-pages, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, write=TRUE"); // fault[v1]: gfn=1 write=TRUE
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "faultin_page", "f=1"); // page_refcount[1]=1; buddy={2}; host_pte[1]=[pfn=1,w=TRUE]
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=2; fault[v1]: map_writable=TRUE pfn=1
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("n1", "invalidate_range_start", "op=zap, first=1, last=1"); // inv[n1]: end=2 next=1 op=zap start=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=2,start=1]
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}
        race.step("n1", "zap_pte_range"); // host_pte[1]=[pfn=0,w=FALSE]; inv[n1]: gather={1} next=2
        race.step("n1", "free_pages_and_swap_cache", "f=1"); // page_refcount[1]=1; inv[n1].gather={}
        race.step("v1", "read_lock_mmu_lock"); // mmu_lock.readers={v1}
        race.step("v1", "is_page_fault_stale"); // fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map"); // spte[1]=[pfn=1,w=TRUE]
        race.step("v1", "read_unlock_mmu_lock"); // mmu_lock.readers={}
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[1]=0; buddy={1,2}; freed_under={1}; ...
    }
}
