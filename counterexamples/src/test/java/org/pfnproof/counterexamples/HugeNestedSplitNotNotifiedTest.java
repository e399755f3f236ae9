package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Unmapping a part of a huge page splits it without start and end.
 *
 * <p>The split within the invalidation of a half has no start for the whole block. A huge SPTE that was
 * installed meanwhile, for the other half, stays over small entries, and then over an entry that is cleared.
 *
 * <p>As the kernel has it: __split_huge_pmd() calls start and end for the whole block.
 *
 * <p>Written by {@code harness/pfnproof record huge-nested-split-not-notified}.
 */
class HugeNestedSplitNotNotifiedTest {
    /**
     * A huge SPTE lies over a large entry of the host's page table, never over small ones.
     */
    private static final String PROPERTY = "HugeSpteWithinHostMapping";

    @Test
    void isViolated() {
        Race race = Races.of("huge-pages", "huge-nested-split-not-notified", PROPERTY);
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
        race.step("n1", "kvm_mmu_invalidate_range_start", "op=zap, first=2, last=2");
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1].gfn=1
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_huge_page", "f=1"); // page_refcount[1]=1; page_head[2]=1; buddy={3}; ...
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=2; fault[v1].pfn=1
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_mmu_hugepage_adjust"); // fault[v1].goal_level=2
        race.step("v1", "kvm_tdp_mmu_map"); // mmu_lock.readers={}; spte[1]=1; spte[2]=2; spte_huge=TRUE
        race.step("n1", "zap_pmd_range");
        race.step("n1", "split_huge_pmd_locked"); // page_refcount[1]=3; host_huge=FALSE
    }
}
