package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * KVM holds no reference to a page that it maps.
 *
 * <p>The reference of the lookup is given back at the end of the fault while the mapping stays: KVM itself holds
 * nothing.
 *
 * <p>Written by {@code harness/pfnproof record kvm-holds-no-reference}.
 */
class KvmHoldsNoReferenceTest {
    /**
     * A vCPU holds a reference to every page that KVM maps.
     */
    private static final String PROPERTY = "KvmHoldsRefWhileMapped";

    @Test
    void isViolated() {
        Race race = Races.of("kvm-holds-no-reference", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * KVM holds no reference to a page that it maps. Model kvm-holds-no-reference, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, write=TRUE"); // fault[v1]: gfn=1 write=TRUE
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "faultin_page", "f=1"); // page_refcount[1]=1; buddy={2}; host_pte[1]=[pfn=1,w=TRUE]
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=2; fault[v1]: map_writable=TRUE pfn=1
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("v1", "read_lock_mmu_lock"); // mmu_lock.readers={v1}
        race.step("v1", "is_page_fault_stale"); // fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map"); // spte[1]=[pfn=1,w=TRUE]
        race.step("v1", "read_unlock_mmu_lock"); // mmu_lock.readers={}
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[1]=1; ...
    }
}
