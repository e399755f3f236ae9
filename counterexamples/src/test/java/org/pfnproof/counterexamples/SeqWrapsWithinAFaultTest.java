package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A counter of two bits wraps around within one fault.
 *
 * <p>Four invalidations complete between a fault's snapshot and its retry test, the counter is back at the
 * snapshot, and the fault maps a page that the host has taken away. The smallest instance of what 2^32 or 2^64
 * of them would do: the protocol compares for equality and does nothing else, so only the number of steps
 * depends on the width.
 *
 * <p>Written by {@code harness/pfnproof record seq-wraps-within-a-fault}.
 */
class SeqWrapsWithinAFaultTest {
    /**
     * Whatever an SPTE maps, the host maps at the same place.
     */
    private static final String PROPERTY = "RetryMapsWhatHostMaps";

    @Test
    void isViolated() {
        Race race = Races.of("seq-wraps-within-a-fault", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A counter of two bits wraps around within one fault. Model seq-wraps-within-a-fault, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "handle_mm_fault", "g=1, f=1"); // host_pfn[1]=1
        race.step("v1", "kvm_faultin_pfn", "g=1"); // vcpu[v1]: gfn=1 mmu_seq=0
        race.step("v1", "hva_to_pfn"); // vcpu[v1].pfn=1
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "zap_pte_range", "g=1"); // host_pfn[1]=0
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=1; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=2; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=3; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=0; ...
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; vcpu[v1]: completed=0 mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map"); // mmu_lock.readers={}; spte_pfn[1]=1; vcpu[v1]: gfn=0 pfn=0
    }
}
