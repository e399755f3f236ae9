package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A fault can starve under invalidations of other pages.
 *
 * <p>The stronger claim, that it is enough if invalidations of the fault's own page stop, is false:
 * mmu_invalidate_seq is global, so an endless stream of invalidations of another page sends the fault back for
 * ever. mmu_invalidate_seq is opaque (module OpaqueSeq), so the number of invalidations and faults is not
 * bounded.
 *
 * <p>Written by {@code harness/pfnproof record fault-starved-by-others}.
 */
class FaultStarvedByOthersTest {
    /**
     * Once invalidations of its own gfn stop, a fault completes.
     */
    private static final String PROPERTY = "FaultCompletesOnceRangeQuiet";

    @Test
    void canGoOnForEver() {
        Race race = Races.of("fault-starved-by-others", PROPERTY);
        race(race);
        Races.assertLeadsBack(race, 3);
    }

    /**
     * A fault can starve under invalidations of other pages. Model fault-starved-by-others, linux-6.12. After the
     * last step it may go on as after step 3.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, write=TRUE"); // fault[v1]: gfn=1 write=TRUE
        race.step("mm", "handle_mm_fault", "h=1, f=1, write=TRUE"); // page_refcount[1]=1; buddy={2}; ...
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("mm", "handle_mm_fault", "h=2, f=2, write=TRUE"); // page_refcount[2]=1; buddy={}; ...
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=2; fault[v1]: map_writable=TRUE pfn=1
        race.step("n1", "invalidate_range_start", "op=zap, first=2, last=2"); // inv[n1]: end=3 next=2 op=zap start=2
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=3,start=2]
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}
        race.step("n1", "zap_pte_range"); // host_pte[2]=[pfn=0,w=FALSE]; inv[n1]: gather={2} next=3
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_seq=1; mmu_lock.writer={n1}
        race.step("v1", "mmu_invalidate_retry_late"); // fault[v1]: mmu_seq=-1 retry=TRUE
        race.step("n1", "mmu_invalidate_in_progress_dec"); // mmu_invalidate_in_progress=0; ...
        race.step("n1", "free_pages_and_swap_cache", "f=2"); // page_refcount[2]=0; buddy={2}; ...
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[1]=1; fault[v1]: map_writable=FALSE pfn=0 retry=FALSE
        race.step("v1", "vcpu_enter_guest");
        race.step("mm", "handle_mm_fault", "h=2, f=2, write=TRUE"); // page_refcount[2]=1; buddy={}; ...
        race.step("n1", "invalidate_range_start", "op=zap, first=2, last=2"); // inv[n1]: end=3 next=2 op=zap start=2
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=3,start=2]
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}
        race.step("n1", "zap_pte_range"); // host_pte[2]=[pfn=0,w=FALSE]; inv[n1]: gather={2} next=3
        race.step("n1", "free_pages_and_swap_cache", "f=2"); // page_refcount[2]=0; buddy={2}; inv[n1].gather={}
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_seq=0; mmu_lock.writer={n1}
        race.step("n1", "mmu_invalidate_in_progress_dec"); // mmu_invalidate_in_progress=0; ...
    }
}
