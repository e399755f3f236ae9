package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Without A/D bits, aging can lose that a page is dirty.
 *
 * <p>What the kernel has: age_gfn_range() marks the page dirty by the SPTE that the iterator has read, and
 * writes by xchg afterwards. After a prefetch the SPTE is MMU-writable and not writable; between the two the
 * fast page fault makes it writable and the guest writes. Data is safe in the kernel because the lookup has
 * marked the host's entry dirty, which is left out here. mmu_invalidate_seq is opaque, so the number of faults
 * and invalidations is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record tdp-aging-loses-dirty}.
 */
class TdpAgingLosesDirtyTest {
    /**
     * A page that the guest has written is marked dirty, or an SPTE knows that it is dirty.
     */
    private static final String PROPERTY = "TdpDirtyIsNotLost";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-aging-loses-dirty", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * Without A/D bits, aging can lose that a page is dirty. Model tdp-aging-loses-dirty, linux-6.12.
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
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=read"); // fault[v1]: gfn=1 kind=read
        race.step("v1", "fast_page_fault"); // fault[v1].old: mmuw=TRUE pfn=page st=present
        race.step("v1", "fast_pf_fix_direct_spte"); // sptes[1][1].a=TRUE; ...
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=write"); // fault[v1]: gfn=1 kind=write
        race.step("v1", "fast_page_fault"); // fault[v1].old: a=TRUE mmuw=TRUE pfn=page st=present
        race.step("n1", "kvm_age_gfn", "op=clear_young, g=1"); // mmu_lock.writer={n1}; ...
        race.step("n1", "tdp_iter_next"); // iter[n1].old: a=TRUE mmuw=TRUE pfn=page st=present
        race.step("v1", "fast_pf_fix_direct_spte"); // sptes[1][1].w=TRUE; ...
        race.step("v1", "mark_page_dirty_in_slot"); // fault[v1]: gfn=0 kind=none
        race.step("v1", "guest_writes", "g=1"); // tlb[v1][1]=[pfn=page,w=TRUE]; page[1].written=TRUE
        race.step("n1", "age_gfn_range"); // sptes[1][1]: a=FALSE w=FALSE; ...
    }
}
