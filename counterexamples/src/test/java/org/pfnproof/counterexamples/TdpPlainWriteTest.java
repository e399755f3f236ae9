package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * An SPTE with volatile bits is read and then written.
 *
 * <p>The zap reads the SPTE and writes it without xchg. Between the two the fast page fault makes it writable
 * and the guest writes; the zap goes by what it has read, and nobody learns that the page is dirty.
 *
 * <p>As the kernel has it: kvm_tdp_mmu_write_spte() uses xchg where spte_has_volatile_bits().
 *
 * <p>Written by {@code harness/pfnproof record tdp-plain-write}.
 */
class TdpPlainWriteTest {
    /**
     * A page that the guest has written is marked dirty, or an SPTE knows that it is dirty.
     */
    private static final String PROPERTY = "TdpDirtyIsNotLost";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-access-tracking", "tdp-plain-write", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("tdp-access-tracking", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * One SPTE without A/D bits: prefetch, access tracking and the fast page fault. Model tdp-access-tracking,
     * linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "handle_mm_fault", "g=1"); // host[1]=rw
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=prefetch"); // fault[v1]: gfn=1 kind=prefetch
        race.step("v1", "fast_page_fault");
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // fault[v1]: pfn=page writable=TRUE
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map");
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=write"); // fault[v1]: gfn=1 kind=write
        race.step("v1", "fast_page_fault"); // fault[v1].old: mmuw=TRUE pfn=page st=present
        race.step("n1", "kvm_mmu_invalidate_range_start", "s=1, e=1"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "tdp_iter_next"); // iter[n1].old: mmuw=TRUE pfn=page st=present
        race.step("v1", "fast_pf_fix_direct_spte"); // sptes[1][1]: a=TRUE w=TRUE; ...
        race.step("v1", "mark_page_dirty_in_slot"); // fault[v1]: gfn=0 kind=none
        race.step("v1", "guest_writes", "g=1"); // tlb[v1][1]=[pfn=page,w=TRUE]; page[1].written=TRUE
        race.step("n1", "tdp_mmu_iter_set_spte"); // sptes[1][1]: a=FALSE mmuw=FALSE pfn=none st=none w=FALSE; ...
    }
}
