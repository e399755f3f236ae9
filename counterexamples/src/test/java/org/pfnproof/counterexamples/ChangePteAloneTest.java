package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A page is replaced with change_pte alone, without start and end.
 *
 * <p>As it was meant once. Nothing is in progress, so KVM returns at once and goes on mapping the old page.
 *
 * <p>As the kernel has it: start and end stand around every set_pte_at_notify().
 *
 * <p>Written by {@code harness/pfnproof record change-pte-alone}.
 */
class ChangePteAloneTest {
    /**
     * change_pte is called between start and end.
     */
    private static final String PROPERTY = "AgeChangePteWithinInvalidation";

    @Test
    void isViolated() {
        Race race = Races.of("aging", "change-pte-alone", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("aging", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * 6.1: aging and change_pte beside invalidations. Model aging, linux-6.1.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "op=replace"); // inv[n1].op=replace
        race.step("n1", "ptep_clear_flush");
    }
}
