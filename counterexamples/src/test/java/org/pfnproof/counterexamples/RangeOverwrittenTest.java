package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A second invalidation overwrites the range instead of widening it.
 *
 * <p>With two invalidations running, the range is that of the later one. A fault on a gfn of the earlier one
 * passes the retry test although that invalidation has not ended.
 *
 * <p>As the kernel has it: kvm_mmu_invalidate_range_add() takes the minimum of the starts and the maximum of the
 * ends.
 *
 * <p>Written by {@code harness/pfnproof record range-overwritten}.
 */
class RangeOverwrittenTest {
    /**
     * From the return of invalidate_range_start() to invalidate_range_end(), no SPTE maps a page of the range.
     */
    private static final String PROPERTY = "NoMappingInInvalidatedRange";

    @Test
    void isViolated() {
        Race race = Races.of("retry-core", "range-overwritten", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("retry-core", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * One vCPU, two overlapping invalidations, two pages. Model retry-core, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "handle_mm_fault", "h=1, f=1, write=TRUE"); // page_refcount[1]=1; buddy={2}; ...
        race.step("mm", "handle_mm_fault", "h=2, f=2, write=TRUE"); // page_refcount[2]=1; buddy={}; ...
        race.step("n1", "invalidate_range_start", "op=zap, first=1, last=2"); // inv[n1]: end=3 next=1 op=zap start=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=3,start=1]
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}
        race.step("n2", "invalidate_range_start", "op=zap, first=1, last=1"); // inv[n2]: end=2 next=1 op=zap start=1
        race.step("n2", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=2; mmu_lock.writer={n2}
        race.step("n2", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range.end=2
        race.step("n2", "kvm_unmap_gfn_range"); // mmu_lock.writer={}
        race.step("v1", "kvm_tdp_page_fault", "g=2, write=TRUE"); // fault[v1]: gfn=2 write=TRUE
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "hva_to_pfn"); // page_refcount[2]=2; fault[v1]: map_writable=TRUE pfn=2
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("v1", "read_lock_mmu_lock"); // mmu_lock.readers={v1}
        race.step("v1", "is_page_fault_stale"); // fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map"); // spte[2]=[pfn=2,w=TRUE]
    }
}
