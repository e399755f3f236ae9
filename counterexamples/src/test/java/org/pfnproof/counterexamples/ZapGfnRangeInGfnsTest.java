package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * 6.1: kvm_zap_gfn_range() passes gfns where hvas are expected.
 *
 * <p>While the zap has dropped mmu_lock, faults on its gfns are not held back: their hvas are elsewhere. One
 * that has read the old state installs it behind the walk, and it stays.
 *
 * <p>As the kernel has it: kvm_zap_gfn_range() passes 0 and -1ul.
 *
 * <p>Written by {@code harness/pfnproof record zap-gfn-range-in-gfns}.
 */
class ZapGfnRangeInGfnsTest {
    /**
     * When an operation is over, no SPTE is left that goes by what the operation has changed.
     */
    private static final String PROPERTY = "OthNothingStaleLeft";

    @Test
    void isViolated() {
        Race race = Races.of("zap-gfn-range-6.1", "zap-gfn-range-in-gfns", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("zap-gfn-range-6.1", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * 6.1: kvm_zap_gfn_range() holds back every fault. Model zap-gfn-range-6.1, linux-6.1.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "g=1"); // fault[v1]: gfn=1 mmu_seq=0
        race.step("v1", "kvm_gmem_get_pfn"); // fault[v1].pfn=current
        race.step("n1", "begins", "op=zap_gfn_range, first=1, last=2"); // inv[n1]: end=3 op=zap_gfn_range start=1
        race.step("n1", "writes"); // fault[v1].pfn=stale
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "tdp_mmu_iter_cond_resched", "g=2"); // mmu_lock.writer={}; inv[n1].next=2
        race.step("v1", "kvm_tdp_mmu_map"); // spte[1]=stale; fault[v1]=[gfn=0,mmu_seq=-1,pc=guest,pfn=none]
    }
}
