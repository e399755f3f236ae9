package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A zap skips an SPTE that is larger than the range.
 *
 * <p>A huge SPTE that reaches beyond the zapped range stays. The host's own invalidations survive that, since
 * each split covers the whole block; a change of attributes does not.
 *
 * <p>As the kernel has it: tdp_mmu_zap_leafs() starts at the leaf that covers the range's first gfn.
 *
 * <p>Written by {@code harness/pfnproof record huge-zap-skips-larger}.
 */
class HugeZapSkipsLargerTest {
    /**
     * No SPTE maps a gfn as shared whose memory attribute is private.
     */
    private static final String PROPERTY = "HugeNoSharedMappingOfPrivate";

    @Test
    void isViolated() {
        Race race = Races.of("huge-pages-attributes", "huge-zap-skips-larger", PROPERTY);
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
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1].gfn=1
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "kvm_mem_is_private");
        race.step("v1", "faultin_huge_page", "f=1"); // page_refcount[1]=1; page_head[2]=1; buddy={}; host_pte[1]=1; ...
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=2; fault[v1].pfn=1
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_mmu_hugepage_adjust"); // fault[v1].goal_level=2
        race.step("v1", "kvm_tdp_mmu_map"); // mmu_lock.readers={}; spte[1]=1; spte[2]=2; spte_huge=TRUE
        race.step("mm", "kvm_pre_set_memory_attributes", "first=1, last=1, private=TRUE");
        race.step("mm", "kvm_vm_set_mem_attributes"); // attr_private={1}
    }
}
