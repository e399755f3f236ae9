package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Roots become invalid and no vCPU is told.
 *
 * <p>vCPUs stay in the guest on the invalid root. Its zap flushes nothing, because it relies on them having
 * left: what they have in their TLBs outlives the SPTEs.
 *
 * <p>As the kernel has it: KVM_REQ_MMU_FREE_OBSOLETE_ROOTS makes all vCPUs leave the guest and load a new root,
 * which flushes.
 *
 * <p>Written by {@code harness/pfnproof record tdp-invalid-without-request}.
 */
class TdpInvalidWithoutRequestTest {
    /**
     * While nobody holds mmu_lock for write, what a TLB has is what the SPTE maps.
     */
    private static final String PROPERTY = "TdpTlbIsFlushedUnderLock";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-invalid-roots", "tdp-invalid-without-request", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("tdp-invalid-roots", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * All roots become invalid and are zapped under the read lock. Model tdp-invalid-roots, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=read"); // fault[v1]: gfn=1 kind=read
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // host[1]=ro; fault[v1].pfn=page
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map");
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
        race.step("v1", "guest_reads", "g=1"); // tlb[v1][1].pfn=page
        race.step("mm", "kvm_tdp_mmu_invalidate_all_roots"); // invalid_roots={1}; scheduled_roots={1}; ...
        race.step("mm", "kvm_tdp_mmu_zap_invalidated_roots"); // mmu_lock.readers={slots}; ...
        race.step("mm", "slots_iter_next"); // iter[slots].old: a=TRUE pfn=page st=present
        race.step("mm", "tdp_mmu_set_spte_atomic"); // sptes[1][1]: a=FALSE pfn=none st=none; scheduled_roots={}; ...
    }
}
