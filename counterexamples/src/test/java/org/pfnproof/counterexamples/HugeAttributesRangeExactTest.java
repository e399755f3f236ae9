package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Only the gfns whose attributes change are kept out.
 *
 * <p>A change of memory attributes adds just the changed gfns to the range. A fault on another gfn of the block
 * passes the retry test and maps the whole block by one huge SPTE: as shared memory, what is private in a
 * moment.
 *
 * <p>As the kernel has it: kvm_arch_pre_set_memory_attributes() adds each block that the ends of the range cut,
 * unless its attributes are mixed already.
 *
 * <p>Written by {@code harness/pfnproof record huge-attributes-range-exact}.
 */
class HugeAttributesRangeExactTest {
    /**
     * No SPTE maps a gfn as shared whose memory attribute is private.
     */
    private static final String PROPERTY = "HugeNoSharedMappingOfPrivate";

    @Test
    void isViolated() {
        Race race = Races.of("huge-pages-attributes", "huge-attributes-range-exact", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("huge-pages-attributes", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Memory attributes change under a huge page. Model huge-pages-attributes, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_pre_set_memory_attributes", "first=2, last=2, private=TRUE");
        race.step("mm", "kvm_vm_set_mem_attributes"); // attr_private={2}
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1].gfn=1
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "kvm_mem_is_private");
        race.step("v1", "faultin_huge_page", "f=1"); // page_refcount[1]=1; page_head[2]=1; buddy={}; host_pte[1]=1; ...
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=2; fault[v1].pfn=1
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_mmu_hugepage_adjust"); // fault[v1].goal_level=2
        race.step("v1", "kvm_tdp_mmu_map"); // mmu_lock.readers={}; spte[1]=1; spte[2]=2; spte_huge=TRUE
    }
}
