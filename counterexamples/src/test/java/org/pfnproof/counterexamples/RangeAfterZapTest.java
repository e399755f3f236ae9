package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The range is added after the zap.
 *
 * <p>kvm_mmu_invalidate_range_add() is called when the SPTEs are gone already. If the zap drops mmu_lock on the
 * way while another invalidation has its range set, a fault on a page that was zapped before passes the retry
 * test and maps it again.
 *
 * <p>As the kernel has it: kvm_mmu_unmap_gfn_range() adds the range first, then unmaps.
 *
 * <p>Written by {@code harness/pfnproof record range-after-zap}.
 */
class RangeAfterZapTest {
    /**
     * From the return of invalidate_range_start() to invalidate_range_end(), no SPTE maps a page of the range.
     */
    private static final String PROPERTY = "NoMappingInInvalidatedRange";

    @Test
    void isViolated() {
        Race race = Races.of("yielding-zaps", "range-after-zap", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("yielding-zaps", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Two zaps that drop mmu_lock. Model yielding-zaps, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "handle_mm_fault", "h=1, f=2, write=TRUE"); // page_refcount[2]=1; buddy={1}; ...
        race.step("mm", "handle_mm_fault", "h=2, f=1, write=TRUE"); // page_refcount[1]=1; buddy={}; ...
        race.step("n1", "invalidate_range_start", "op=zap, first=2, last=2"); // inv[n1]: end=3 next=2 op=zap start=2
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}
        race.step("n1", "kvm_mmu_invalidate_range_add");
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_invalidate_range=[end=3,start=2]; mmu_lock.writer={}
        race.step("n2", "invalidate_range_start", "op=zap, first=1, last=2"); // inv[n2]: end=3 next=1 op=zap start=1
        race.step("n2", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=2; mmu_lock.writer={n2}
        race.step("n2", "kvm_mmu_invalidate_range_add");
        race.step("n2", "tdp_mmu_iter_cond_resched", "g=2"); // mmu_lock.writer={}; inv[n2].next=2
        race.step("v1", "kvm_tdp_page_fault", "g=1, write=TRUE"); // fault[v1]: gfn=1 write=TRUE
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "hva_to_pfn"); // page_refcount[2]=2; fault[v1]: map_writable=TRUE pfn=2
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("v1", "read_lock_mmu_lock"); // mmu_lock.readers={v1}
        race.step("v1", "is_page_fault_stale"); // fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map"); // spte[1]=[pfn=2,w=TRUE]
        race.step("v1", "read_unlock_mmu_lock"); // mmu_lock.readers={}
        race.step("n2", "tdp_mmu_iter_resumes"); // mmu_lock.writer={n2}
        race.step("n2", "kvm_unmap_gfn_range"); // mmu_invalidate_range.start=1; mmu_lock.writer={}; inv[n2].next=1
    }
}
