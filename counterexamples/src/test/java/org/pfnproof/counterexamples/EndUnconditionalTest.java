package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * end decrements in_progress although start met no memslot.
 *
 * <p>start takes mmu_lock and counts only if a memslot meets the range; end counts always.
 * mmu_invalidate_in_progress goes below zero. The same happens if memslots change between the two calls.
 *
 * <p>As the kernel has it: start and end look at the same memslots and either both count or neither.
 *
 * <p>Written by {@code harness/pfnproof record end-unconditional}.
 */
class EndUnconditionalTest {
    /**
     * Neither mmu_invalidate_in_progress nor any page count is below zero.
     */
    private static final String PROPERTY = "CountersNeverNegative";

    @Test
    void isViolated() {
        Race race = Races.of("partly-backed", "end-unconditional", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("partly-backed", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Invalidations that a memslot meets partly or not at all. Model partly-backed, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "handle_mm_fault", "h=2, f=2, write=TRUE"); // page_refcount[2]=1; buddy={1}; ...
        race.step("n1", "invalidate_range_start", "op=zap, first=2, last=2"); // inv[n1]: end=3 next=2 op=zap start=2
        race.step("n1", "range_meets_no_memslot");
        race.step("n1", "zap_pte_range"); // host_pte[2]=[pfn=0,w=FALSE]; inv[n1]: gather={2} next=3
        race.step("n1", "end_meets_no_memslot"); // mmu_lock.writer={n1}
        race.step("n1", "mmu_invalidate_in_progress_dec"); // mmu_invalidate_in_progress=-1; mmu_lock.writer={}
    }
}
