package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A huge SPTE covers a gfn that is being invalidated.
 *
 * <p>The host unmaps one half of a huge page. Between that start and the start of the split within it, a fault
 * on the other half passes the retry test, which looks at its own gfn only, and installs a huge SPTE that covers
 * both. The split removes it before the host changes anything, so that KVM maps what the host maps at all times
 * (HugeMapsWhatHostMaps holds in the other models); but what include/linux/mmu_notifier.h promises of start and
 * end does not hold meanwhile. The same happens if the host, asked for the other half, fills the whole block
 * once the half has been cleared. mmu_invalidate_seq is opaque, so the number of faults and invalidations is not
 * bounded.
 *
 * <p>Written by {@code harness/pfnproof record huge-spte-in-invalidated-range}.
 */
class HugeSpteInInvalidatedRangeTest {
    /**
     * From the return of start to the end, no SPTE covers a gfn of the range.
     */
    private static final String PROPERTY = "HugeNoMappingInInvalidatedRange";

    @Test
    void isViolated() {
        Race race = Races.of("huge-spte-in-invalidated-range", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A huge SPTE covers a gfn that is being invalidated. Model huge-spte-in-invalidated-range, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_invalidate_range_start", "op=zap, first=1, last=1");
        race.step("v1", "kvm_tdp_page_fault", "g=2"); // fault[v1].gfn=2
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_huge_page", "f=1"); // page_refcount[1]=1; page_head[2]=1; buddy={}; host_pte[1]=1; ...
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=2; fault[v1].pfn=2
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_mmu_hugepage_adjust"); // fault[v1].goal_level=2
        race.step("v1", "kvm_tdp_mmu_map"); // mmu_lock.readers={}; spte[1]=1; spte[2]=2; spte_huge=TRUE
    }
}
