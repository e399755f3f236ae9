package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Start at 1 and wrap: a snapshot is 0 again.
 *
 * <p>The counter starts at 1 and has two bits. After three completed invalidations it is 0. They need not
 * complete within one fault, only within the lifetime of the virtual machine: LIMIT is 0, so no invalidation
 * completes during a fault at all.
 *
 * <p>Written by {@code harness/pfnproof record seq-one-at-start-wraps}.
 */
class SeqOneAtStartWrapsTest {
    /**
     * No fault has the snapshot 0.
     */
    private static final String PROPERTY = "NoSnapshotIsZero";

    @Test
    void isViolated() {
        Race race = Races.of("seq-one-at-start-wraps", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * Start at 1 and wrap: a snapshot is 0 again. Model seq-one-at-start-wraps, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=2; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=3; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=0; ...
        race.step("v1", "kvm_faultin_pfn", "g=1"); // vcpu[v1]: gfn=1 mmu_seq=0
    }
}
