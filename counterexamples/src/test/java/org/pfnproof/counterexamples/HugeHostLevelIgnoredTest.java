package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The level follows from the memslot alone.
 *
 * <p>The host's mapping level is not looked at: a block that lies within the memslot is mapped by a huge SPTE
 * although the host maps its pages one by one.
 *
 * <p>As the kernel has it: __kvm_mmu_max_mapping_level() takes the smaller of the two levels.
 *
 * <p>Written by {@code harness/pfnproof record huge-host-level-ignored}.
 */
class HugeHostLevelIgnoredTest {
    /**
     * Where a huge SPTE is about to be installed, gfn and pfn have the same low bits.
     */
    private static final String PROPERTY = "HugeGfnAndPfnAligned";

    @Test
    void isViolated() {
        Race race = Races.of("huge-pages", "huge-host-level-ignored", PROPERTY);
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
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=2"); // page_refcount[2]=1; buddy={1,3}; host_pte[1]=2
        race.step("v1", "hva_to_pfn"); // page_refcount[2]=2; fault[v1].pfn=2
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_mmu_hugepage_adjust"); // fault[v1].goal_level=2
    }
}
