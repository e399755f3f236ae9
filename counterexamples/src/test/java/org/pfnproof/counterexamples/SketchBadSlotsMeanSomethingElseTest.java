package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * KVM_HVA_ERR_* as kvm_pfn_t on x86-64 is the wrong error.
 *
 * <p>The same: but it is none of the errors that callers know. A write to a READONLY slot, which is to be
 * emulated, and an access without slot, which is MMIO, both end in -EFAULT.
 *
 * <p>Written by {@code harness/pfnproof record sketch-bad-slots-mean-something-else}.
 */
class SketchBadSlotsMeanSomethingElseTest {
    /**
     * A missing or INVALID slot is MMIO, a write to a READONLY slot is emulated.
     */
    private static final String PROPERTY = "SketchRefusalKeepsItsMeaning";

    @Test
    void isViolated() {
        Race race = Races.of("sketch-bad-slots-mean-something-else", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * KVM_HVA_ERR_* as kvm_pfn_t on x86-64 is the wrong error. Model sketch-bad-slots-mean-something-else,
     * seed-sketch.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "slot=none");
    }
}
