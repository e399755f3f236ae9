package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * User space copies before the TLBs are flushed.
 *
 * <p>W is gone from the SPTE and the bitmap is empty, but a TLB still lets the guest write. What it writes after
 * the copy is in no bitmap.
 *
 * <p>As the kernel has it: The dirty log is flushed before user space gets the bitmap, though after mmu_lock has
 * been dropped.
 *
 * <p>Written by {@code harness/pfnproof record tdp-copy-before-flush}.
 */
class TdpCopyBeforeFlushTest {
    /**
     * What the guest has written since user space copied it is in the dirty bitmap, about to be put there, or about
     * to be copied.
     */
    private static final String PROPERTY = "TdpDirtyLogIsComplete";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-dirty-log", "tdp-copy-before-flush", PROPERTY);
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
        race.step("v1", "guest_writes", "g=1"); // tlb[v1][1]=[pfn=page,w=TRUE]; page[1].written=TRUE; uncopied={1}
        race.step("mm", "kvm_get_dirty_log_protect"); // mmu_lock.writer={slots}; dirty_bitmap={}; ...
        race.step("mm", "slots_iter_next"); // iter[slots].old=[a=TRUE,d=TRUE,mmuw=TRUE,pfn=page,st=present,w=TRUE]
        race.step("mm", "clear_dirty_pt_masked"); // sptes[1][1].w=FALSE; page[1].dirty=TRUE; ...
        race.step("mm", "slots_unlock"); // mmu_lock.writer={}
        race.step("mm", "kvm_flush_remote_tlbs_memslot");
        race.step("mm", "user_space_copies"); // uncopied={}; slots=[harvest={},op=none,pc=idle]
        race.step("v1", "guest_writes", "g=1"); // uncopied={1}
    }
}
