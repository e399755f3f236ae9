package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A zap under the read lock empties the SPTE before it flushes.
 *
 * <p>The SPTE is empty while the TLBs still have what was there. A fault, which holds the read lock too,
 * installs another mapping beside it.
 *
 * <p>As the kernel has it: tdp_mmu_zap_spte_atomic() puts FROZEN_SPTE there, flushes, and only then empties it.
 *
 * <p>Written by {@code harness/pfnproof record tdp-zap-without-freeze}.
 */
class TdpZapWithoutFreezeTest {
    /**
     * While nobody holds mmu_lock for write, what a TLB has is what the SPTE maps.
     */
    private static final String PROPERTY = "TdpTlbIsFlushedUnderLock";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-frozen", "tdp-zap-without-freeze", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("tdp-frozen", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A zap under the read lock freezes the SPTE while vCPUs fault on it. Model tdp-frozen, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=read"); // fault[v1]: gfn=1 kind=read
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // host[1]=ro; fault[v1].pfn=page
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map");
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
        race.step("v1", "guest_reads", "g=1"); // tlb[v1][1].pfn=page
        race.step("mm", "kvm_tdp_mmu_wrprot_slot", "op=zap_collapsible"); // mmu_lock.readers={slots}; ...
        race.step("mm", "slots_iter_next"); // iter[slots].old: a=TRUE pfn=page st=present
        race.step("mm", "tdp_mmu_zap_spte_atomic"); // sptes[1][1]: a=FALSE pfn=none st=none
    }
}
