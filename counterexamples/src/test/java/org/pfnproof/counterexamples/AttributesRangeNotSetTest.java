package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The same, as the warnings see it.
 *
 * <p>begin without a range: the retry test and the end warn.
 *
 * <p>As the kernel has it: kvm_pre_set_memory_attributes() adds the range in any case.
 *
 * <p>Written by {@code harness/pfnproof record attributes-range-not-set}.
 */
class AttributesRangeNotSetTest {
    /**
     * While an operation is in progress, a range is set.
     */
    private static final String PROPERTY = "OthRangeIsSet";

    @Test
    void isViolated() {
        Race race = Races.of("other-invalidations-range", "attributes-range-not-set", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("other-invalidations-range", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * The range covers all operations in progress. Model other-invalidations-range, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "begins", "op=attributes, first=1, last=1"); // inv[n1]: end=2 op=attributes start=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}; ...
    }
}
