package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * invalidate_range_end() is not called after start.
 *
 * <p>The invalidation is abandoned between start and end. mmu_invalidate_in_progress never comes back to zero,
 * and every fault in the range retries for ever.
 *
 * <p>As the kernel has it: Whoever called start calls end, also when another subscriber failed.
 *
 * <p>Written by {@code harness/pfnproof record end-forgotten}.
 */
class EndForgottenTest {
    /**
     * mmu_invalidate_in_progress is the number of invalidations between start and end, so it comes back to zero.
     */
    private static final String PROPERTY = "InProgressCountsRunning";

    @Test
    void isViolated() {
        Race race = Races.of("retry-one", "end-forgotten", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("retry-one", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * One vCPU faults on one page while one thread unmaps it. Model retry-one, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "handle_mm_fault", "h=1, f=2, write=TRUE"); // page_refcount[2]=1; buddy={1}; ...
        race.step("n1", "invalidate_range_start", "op=zap, first=1, last=1"); // inv[n1]: end=2 next=1 op=zap start=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=2,start=1]
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}
        race.step("n1", "zap_pte_range"); // host_pte[1]=[pfn=0,w=FALSE]; inv[n1]: gather={2} next=2
        race.step("n1", "kvm_mmu_invalidate_end");
    }
}
