package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A yield forgets the flush that an earlier root owes.
 *
 * <p>The zap of each root knows only what it has zapped itself. When the walk of the next root drops mmu_lock,
 * the entries zapped in the root before are still in the TLBs.
 *
 * <p>As the kernel has it: tdp_mmu_zap_leafs() is given the flush that is owed so far, and
 * tdp_mmu_iter_cond_resched() pays it before it yields.
 *
 * <p>Written by {@code harness/pfnproof record tdp-flush-forgotten-at-yield}.
 */
class TdpFlushForgottenAtYieldTest {
    /**
     * While nobody holds mmu_lock for write, what a TLB has is what the SPTE maps.
     */
    private static final String PROPERTY = "TdpTlbIsFlushedUnderLock";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-yielding-zap", "tdp-flush-forgotten-at-yield", PROPERTY);
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
        race.step("mm", "kvm_tdp_mmu_invalidate_all_roots"); // invalid_roots={1}; scheduled_roots={1}; ...
        race.step("v1", "kvm_mmu_reload"); // tdp_mmu_roots=<2,1>; vcpu_root[v1]=2; free_obsolete={}
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=read"); // fault[v1]: gfn=1 kind=read
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // host[1]=ro; fault[v1].pfn=page
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map");
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
        race.step("v1", "guest_reads", "g=1"); // tlb[v1][1].pfn=page
        race.step("n1", "kvm_mmu_invalidate_range_start", "s=1, e=2"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "tdp_iter_next"); // iter[n1].old: a=TRUE pfn=page st=present
        race.step("n1", "tdp_mmu_iter_set_spte"); // sptes[2][1]: a=FALSE pfn=none st=none; ...
        race.step("n1", "tdp_iter_next"); // iter[n1]: gfn=1 root=1
        race.step("n1", "tdp_iter_next"); // iter[n1].gfn=2
        race.step("n1", "tdp_mmu_iter_cond_resched"); // mmu_lock.writer={}; iter[n1].yielded_gfn=2
    }
}
