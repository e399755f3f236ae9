package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The end of the nested split is forgotten.
 *
 * <p>The split within an unmapping calls start and no end.
 *
 * <p>As the kernel has it: Each start has its end.
 *
 * <p>Written by {@code harness/pfnproof record huge-nested-end-forgotten}.
 */
class HugeNestedEndForgottenTest {
    /**
     * mmu_invalidate_in_progress is the number of starts, nested ones and changes of attributes included, that have
     * not ended.
     */
    private static final String PROPERTY = "HugeInProgressCountsRunning";

    @Test
    void isViolated() {
        Race race = Races.of("huge-pages", "huge-nested-end-forgotten", PROPERTY);
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
        race.step("v1", "faultin_huge_page", "f=1"); // page_refcount[1]=1; page_head[2]=1; buddy={3}; ...
        race.step("n1", "kvm_mmu_invalidate_range_start", "op=zap, first=1, last=1");
        race.step("n1", "zap_pmd_range"); // mmu_invalidate_in_progress=2; mmu_invalidate_range.end=3; inv[n1].begun=2
        race.step("n1", "split_huge_pmd_locked"); // page_refcount[1]=2; host_huge=FALSE
        race.step("n1", "split_huge_pmd_end"); // inv[n1].begun=1
    }
}
