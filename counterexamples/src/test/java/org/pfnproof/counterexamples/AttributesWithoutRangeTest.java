package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * An attribute change adds no range when nothing needs zapping.
 *
 * <p>begin and end are called, but no range is added. Alone it is held for "everything" by the retry test;
 * beside another operation, whose range is set, faults on its own gfns pass and map by the old attributes.
 *
 * <p>As the kernel has it: kvm_pre_set_memory_attributes() adds the range in any case.
 *
 * <p>Written by {@code harness/pfnproof record attributes-without-range}.
 */
class AttributesWithoutRangeTest {
    /**
     * While attributes are written or a hole is punched, nothing of the gfns is mapped.
     */
    private static final String PROPERTY = "OthNothingMappedWhileWritten";

    @Test
    void isViolated() {
        Race race = Races.of("other-invalidations-two", "attributes-without-range", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("other-invalidations-two", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Two operations that invalidate gfns overlap. Model other-invalidations-two, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "begins", "op=punch_hole, first=1, last=1"); // inv[n1]: end=2 op=punch_hole start=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}; inv[n1].next=0
        race.step("n2", "begins", "op=attributes, first=1, last=2"); // inv[n2]: end=3 op=attributes start=1
        race.step("n2", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=2; mmu_lock.writer={n2}; ...
        race.step("n2", "kvm_unmap_gfn_range"); // mmu_lock.writer={}; inv[n2].next=0
        race.step("v1", "kvm_faultin_pfn", "g=2"); // fault[v1]: gfn=2 mmu_seq=0
        race.step("v1", "kvm_gmem_get_pfn"); // fault[v1].pfn=current
        race.step("v1", "kvm_tdp_mmu_map"); // spte[2]=current; fault[v1]=[gfn=0,mmu_seq=-1,pc=guest,pfn=none]
    }
}
