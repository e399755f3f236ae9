package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A fault stores its SPTE without a cmpxchg.
 *
 * <p>Two faults read the same SPTE under the read lock. The one that found the host's entry read-only stores
 * last, over the writable SPTE through which the guest has written meanwhile.
 *
 * <p>As the kernel has it: tdp_mmu_set_spte_atomic() is a cmpxchg against the SPTE that the iterator has read;
 * who loses retries.
 *
 * <p>Written by {@code harness/pfnproof record tdp-fault-plain-store}.
 */
class TdpFaultPlainStoreTest {
    /**
     * A page that the guest has written is marked dirty, or an SPTE knows that it is dirty.
     */
    private static final String PROPERTY = "TdpDirtyIsNotLost";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-faults", "tdp-fault-plain-store", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("tdp-faults", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Two vCPUs fault on one SPTE while the host unmaps its page. Model tdp-faults, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v2", "kvm_tdp_page_fault", "g=1, kind=read"); // fault[v2]: gfn=1 kind=read
        race.step("v2", "kvm_faultin_pfn"); // fault[v2].mmu_seq=0
        race.step("v2", "hva_to_pfn"); // host[1]=ro; fault[v2].pfn=page
        race.step("v2", "is_page_fault_stale"); // mmu_lock.readers={v2}; fault[v2].mmu_seq=-1
        race.step("v2", "kvm_tdp_mmu_map");
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=write"); // fault[v1]: gfn=1 kind=write
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // host[1]=rw; fault[v1]: pfn=page writable=TRUE
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1,v2}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map");
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={v2}; ...
        race.step("v1", "guest_writes", "g=1"); // tlb[v1][1]=[pfn=page,w=TRUE]; page[1].written=TRUE
        race.step("v2", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
    }
}
