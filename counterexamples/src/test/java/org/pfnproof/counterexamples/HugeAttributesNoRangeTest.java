package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A change of attributes adds no range.
 *
 * <p>Begin and end come without a range in between. Alone that does no harm: with no range set, every fault
 * retries. Beside another invalidation, the range is that of the other.
 *
 * <p>As the kernel has it: kvm_pre_set_memory_attributes() always calls kvm_mmu_invalidate_range_add().
 *
 * <p>Written by {@code harness/pfnproof record huge-attributes-no-range}.
 */
class HugeAttributesNoRangeTest {
    /**
     * No SPTE maps a gfn as shared whose memory attribute is private.
     */
    private static final String PROPERTY = "HugeNoSharedMappingOfPrivate";

    @Test
    void isViolated() {
        Race race = Races.of("huge-pages-attributes", "huge-attributes-no-range", PROPERTY);
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
        race.step("v1", "kvm_tdp_page_fault", "g=2"); // fault[v1].gfn=2
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "kvm_mem_is_private");
        race.step("v1", "faultin_page", "f=1"); // page_refcount[1]=1; buddy={2}; host_pte[2]=1
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=2; fault[v1].pfn=1
        race.step("n1", "kvm_mmu_invalidate_range_start", "op=zap, first=1, last=1");
        race.step("mm", "kvm_pre_set_memory_attributes", "first=1, last=2, private=TRUE");
        race.step("mm", "kvm_vm_set_mem_attributes"); // attr_private={1,2}
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_mmu_hugepage_adjust");
        race.step("v1", "kvm_tdp_mmu_map"); // mmu_lock.readers={}; spte[2]=1
    }
}
