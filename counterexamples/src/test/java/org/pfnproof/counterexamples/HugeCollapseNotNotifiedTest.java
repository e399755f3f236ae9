package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A collapse does not call the notifiers.
 *
 * <p>khugepaged takes a table of small entries out without start and end. KVM goes on mapping the small pages,
 * which are freed.
 *
 * <p>As the kernel has it: The collapse is inside start and end.
 *
 * <p>Written by {@code harness/pfnproof record huge-collapse-not-notified}.
 */
class HugeCollapseNotNotifiedTest {
    /**
     * Each gfn that a small or a huge SPTE covers maps the frame that the host maps there.
     */
    private static final String PROPERTY = "HugeMapsWhatHostMaps";

    @Test
    void isViolated() {
        Race race = Races.of("huge-pages", "huge-collapse-not-notified", PROPERTY);
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
        race.step("v1", "faultin_page", "f=1"); // page_refcount[1]=1; buddy={2,3}; host_pte[1]=1
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=2; fault[v1].pfn=1
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_mmu_hugepage_adjust");
        race.step("v1", "kvm_tdp_mmu_map"); // mmu_lock.readers={}; spte[1]=1
        race.step("n1", "kvm_mmu_invalidate_range_start", "op=collapse, first=1, last=2");
        race.step("n1", "pmdp_collapse_flush"); // host_pte[1]=0; inv[n1].table[1]=1
    }
}
