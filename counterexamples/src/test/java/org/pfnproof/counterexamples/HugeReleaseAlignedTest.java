package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The aligned pfn is released.
 *
 * <p>After a huge mapping the fault puts the page at the aligned pfn, not the one that it looked up. Where the
 * host maps pages that are not compound by one entry, one page keeps a reference for ever and another loses one
 * that was not KVM's.
 *
 * <p>As the kernel has it: The x86 fault path keeps the original pfn (6.12) or the page (6.13) for the release.
 *
 * <p>Written by {@code harness/pfnproof record huge-release-aligned}.
 */
class HugeReleaseAlignedTest {
    /**
     * The count of each page is the number of its holders: the host's entries, unmappers, khugepaged, faults.
     */
    private static final String PROPERTY = "HugeReferencesBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("huge-pages-pfnmap", "huge-release-aligned", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("huge-pages-pfnmap", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A driver's pages in large entries. Model huge-pages-pfnmap, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=2"); // fault[v1].gfn=2
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_huge_page", "f=1"); // host_pte[1]=1; host_pte[2]=2; host_huge=TRUE
        race.step("v1", "hva_to_pfn"); // page_refcount[2]=2; fault[v1].pfn=2
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_mmu_hugepage_adjust"); // fault[v1].goal_level=2
        race.step("v1", "kvm_tdp_mmu_map"); // mmu_lock.readers={}; spte[1]=1; spte[2]=2; spte_huge=TRUE
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[1]=0; fault[v1]: gfn=0 goal_level=1 pfn=0
    }
}
