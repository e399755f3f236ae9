package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A prefetch replaces a writable SPTE by a read-only one.
 *
 * <p>What 6.12 has: a prefetch that found the host's entry read-only installs its SPTE although another vCPU has
 * made both writable meanwhile, without any invalidation. 6.13 leaves a present SPTE alone. mmu_invalidate_seq
 * is opaque, so the number of faults and invalidations is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record tdp-prefetch-overwrites}.
 */
class TdpPrefetchOverwritesTest {
    /**
     * No fault replaces an SPTE that is MMU-writable by one that is not.
     */
    private static final String PROPERTY = "TdpFaultKeepsWritable";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-prefetch-overwrites", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A prefetch replaces a writable SPTE by a read-only one. Model tdp-prefetch-overwrites, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v2", "kvm_tdp_page_fault", "g=1, kind=prefetch"); // fault[v2]: gfn=1 kind=prefetch
        race.step("v2", "kvm_faultin_pfn"); // fault[v2].mmu_seq=0
        race.step("v2", "hva_to_pfn"); // host[1]=ro; fault[v2].pfn=page
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=write"); // fault[v1]: gfn=1 kind=write
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // host[1]=rw; fault[v1]: pfn=page writable=TRUE
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map");
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
        race.step("v2", "is_page_fault_stale"); // mmu_lock.readers={v2}; fault[v2].mmu_seq=-1
        race.step("v2", "kvm_tdp_mmu_map"); // fault[v2].old=[a=TRUE,d=TRUE,mmuw=TRUE,pfn=page,st=present,w=TRUE]
        race.step("v2", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
    }
}
