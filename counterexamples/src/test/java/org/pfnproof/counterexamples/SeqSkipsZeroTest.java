package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Start at 1 and skip 0 at the wrap.
 *
 * <p>A third way: the counter wraps from its greatest value to 1. No snapshot is ever 0 (listed first, and not
 * violated), but a turn is now one invalidation shorter than 2^width, which is what falls here. For a counter of
 * 32 or 64 bits that price is nothing.
 *
 * <p>Written by {@code harness/pfnproof record seq-skips-zero}.
 */
class SeqSkipsZeroTest {
    /**
     * A counter of n bits equals a live snapshot only if no invalidation, or exactly 2^n of them, completed since.
     */
    private static final String PROPERTY = "WrongUnchangedNeedsFullTurn";

    @Test
    void isViolated() {
        Race race = Races.of("seq-skips-zero", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * Start at 1 and skip 0 at the wrap. Model seq-skips-zero, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "g=1"); // vcpu[v1]: gfn=1 mmu_seq=1
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=2; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=3; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "range=[end |-> 2, start |-> 1]");
        race.step("n1", "kvm_mmu_notifier_invalidate_range_end_within_limit"); // mmu_invalidate_seq=1; ...
    }
}
