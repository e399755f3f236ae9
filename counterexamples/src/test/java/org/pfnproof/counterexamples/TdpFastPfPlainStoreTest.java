package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The fast page fault stores without looking again.
 *
 * <p>The fast page fault has read an SPTE without any lock. A notifier zaps it; then the store brings the zapped
 * SPTE back, writable, before the zap has flushed.
 *
 * <p>As the kernel has it: fast_pf_fix_direct_spte() is a cmpxchg.
 *
 * <p>Written by {@code harness/pfnproof record tdp-fast-pf-plain-store}.
 */
class TdpFastPfPlainStoreTest {
    /**
     * No SPTE is installed while a TLB still has what was mapped there before.
     */
    private static final String PROPERTY = "TdpNothingInstalledBesideTlb";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-dirty-log", "tdp-fast-pf-plain-store", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("tdp-dirty-log", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Dirty logging takes W away under the read and under the write lock. Model tdp-dirty-log, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=write"); // fault[v1]: gfn=1 kind=write
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // host[1]=rw; fault[v1]: pfn=page writable=TRUE
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map"); // dirty_bitmap={1}
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
        race.step("v1", "guest_reads", "g=1"); // tlb[v1][1].pfn=page
        race.step("mm", "kvm_get_dirty_log_protect"); // mmu_lock.writer={slots}; dirty_bitmap={}; ...
        race.step("mm", "slots_iter_next"); // iter[slots].old=[a=TRUE,d=TRUE,mmuw=TRUE,pfn=page,st=present,w=TRUE]
        race.step("mm", "clear_dirty_pt_masked"); // sptes[1][1].w=FALSE; page[1].dirty=TRUE; ...
        race.step("mm", "slots_unlock"); // mmu_lock.writer={}
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=write"); // fault[v1]: gfn=1 kind=write
        race.step("v1", "fast_page_fault"); // fault[v1].old: a=TRUE d=TRUE mmuw=TRUE pfn=page st=present
        race.step("n1", "kvm_mmu_invalidate_range_start", "s=1, e=1"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "tdp_iter_next"); // iter[n1].old: a=TRUE d=TRUE mmuw=TRUE pfn=page st=present
        race.step("n1", "tdp_mmu_iter_set_spte"); // sptes[1][1]: a=FALSE d=FALSE mmuw=FALSE pfn=none st=none; ...
        race.step("v1", "fast_pf_fix_direct_spte");
    }
}
