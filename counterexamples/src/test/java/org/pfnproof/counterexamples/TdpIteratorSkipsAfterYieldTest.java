package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * After a yield the iterator steps past the entry that it has not looked at.
 *
 * <p>The walk yields at an entry that it has read and not processed. When it goes on it advances as if the entry
 * were done, so the SPTE survives the zap.
 *
 * <p>As the kernel has it: tdp_iter_next() restarts at the same entry if the walk has yielded.
 *
 * <p>Written by {@code harness/pfnproof record tdp-iterator-skips-after-yield}.
 */
class TdpIteratorSkipsAfterYieldTest {
    /**
     * From the return of start to end, no vCPU reaches a page of the range, neither through an SPTE nor through its
     * TLB.
     */
    private static final String PROPERTY = "TdpNothingReachableInRange";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-yielding-zap", "tdp-iterator-skips-after-yield", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("tdp-yielding-zap", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Zaps of a valid and of an invalid root yield. Model tdp-yielding-zap, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=2, kind=read"); // fault[v1]: gfn=2 kind=read
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // host[2]=ro; fault[v1].pfn=page
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map");
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
        race.step("n1", "kvm_mmu_invalidate_range_start", "s=1, e=2"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "tdp_iter_next"); // iter[n1].gfn=2
        race.step("n1", "tdp_mmu_iter_cond_resched"); // mmu_lock.writer={}; iter[n1].yielded_gfn=2
        race.step("n1", "tdp_mmu_iter_resumes"); // mmu_lock.writer={n1}; iter[n1]: gfn=0 root=0 yielded_gfn=0
        race.step("n1", "kvm_flush_remote_tlbs"); // mmu_lock.writer={}
    }
}
