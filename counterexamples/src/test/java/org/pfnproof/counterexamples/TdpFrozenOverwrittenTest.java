package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A fault takes a frozen SPTE for an empty one.
 *
 * <p>The fault reads FROZEN_SPTE and replaces it by its own, with a cmpxchg that succeeds.
 *
 * <p>As the kernel has it: kvm_tdp_mmu_map() gives up at a frozen SPTE.
 *
 * <p>Written by {@code harness/pfnproof record tdp-frozen-overwritten}.
 */
class TdpFrozenOverwrittenTest {
    /**
     * A frozen SPTE is changed only by the thread that froze it, and becomes empty.
     */
    private static final String PROPERTY = "TdpFrozenIsLeftAlone";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-frozen", "tdp-frozen-overwritten", PROPERTY);
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
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=write"); // fault[v1]: gfn=1 kind=write
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // host[1]=rw; fault[v1]: pfn=page writable=TRUE
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map");
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
        race.step("mm", "kvm_tdp_mmu_wrprot_slot", "op=zap_collapsible"); // mmu_lock.readers={slots}; ...
        race.step("mm", "slots_iter_next"); // iter[slots].old=[a=TRUE,d=TRUE,mmuw=TRUE,pfn=page,st=present,w=TRUE]
        race.step("mm", "tdp_mmu_zap_spte_atomic");
        race.step("v2", "kvm_tdp_page_fault", "g=1, kind=read"); // fault[v2]: gfn=1 kind=read
        race.step("v2", "kvm_faultin_pfn"); // fault[v2].mmu_seq=0
        race.step("v2", "hva_to_pfn"); // fault[v2]: pfn=page writable=TRUE
        race.step("v2", "is_page_fault_stale"); // mmu_lock.readers={slots,v2}; fault[v2].mmu_seq=-1
        race.step("v2", "kvm_tdp_mmu_map"); // fault[v2].old.st=frozen
        race.step("v2", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={slots}; ...
    }
}
