package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The size of the mapping is read before the snapshot.
 *
 * <p>The host's mapping level is looked at first, then mmu_invalidate_seq is read. A split in between leaves no
 * trace: the fault maps a whole block over small entries.
 *
 * <p>As the kernel has it: The snapshot is taken before any host state is read, or before mmap_lock is dropped.
 *
 * <p>Written by {@code harness/pfnproof record huge-level-before-snapshot}.
 */
class HugeLevelBeforeSnapshotTest {
    /**
     * A huge SPTE lies over a large entry of the host's page table, never over small ones.
     */
    private static final String PROPERTY = "HugeSpteWithinHostMapping";

    @Test
    void isViolated() {
        Race race = Races.of("huge-pages", "huge-level-before-snapshot", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("huge-pages", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A huge page is mapped, unmapped in part or as a whole, split and collapsed. Model huge-pages, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1].gfn=1
        race.step("v1", "kvm_mmu_hugepage_adjust");
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_huge_page", "f=1"); // page_refcount[1]=1; page_head[2]=1; buddy={3}; ...
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=2; fault[v1].pfn=1
        race.step("n1", "kvm_mmu_invalidate_range_start", "op=split, first=1, last=2");
        race.step("v1", "is_page_fault_stale"); // fault[v1].mmu_seq=-1
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[1]=1; fault[v1]: gfn=0 pfn=0
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1].gfn=1
        race.step("v1", "kvm_mmu_hugepage_adjust"); // fault[v1].goal_level=2
        race.step("n1", "split_huge_pmd_locked"); // page_refcount[1]=2; host_huge=FALSE
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_in_progress=0; ...
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=3; fault[v1].pfn=1
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map"); // mmu_lock.readers={}; spte[1]=1; spte[2]=2; spte_huge=TRUE
    }
}
