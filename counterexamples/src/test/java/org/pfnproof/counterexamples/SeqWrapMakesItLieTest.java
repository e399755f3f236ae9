package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * After a full turn, equality tells nothing.
 *
 * <p>The sentence that the retry test lives on, that seq equals the snapshot only if no invalidation completed
 * since, is false for a counter of two bits as soon as four may complete within one fault.
 *
 * <p>Written by {@code harness/pfnproof record seq-wrap-makes-it-lie}.
 */
class SeqWrapMakesItLieTest {
    /**
     * mmu_invalidate_seq equals a live snapshot exactly if no invalidation completed since the snapshot.
     */
    private static final String PROPERTY = "RetrySeqTellsCompletion";

    @Test
    void isViolated() {
        Race race = Races.of("seq-wrap-makes-it-lie", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * After a full turn, equality tells nothing. Model seq-wrap-makes-it-lie, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "g=1"); // vcpu[v1]: gfn=1 mmu_seq=0
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=1; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=2; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=3; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=0; ...
    }
}
