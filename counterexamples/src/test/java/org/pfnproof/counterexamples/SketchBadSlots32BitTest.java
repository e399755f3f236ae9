package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * KVM_HVA_ERR_* as kvm_pfn_t on a 32-bit host is a page frame.
 *
 * <p>PAGE_OFFSET is 0xc0000000, extended with zeros to the 64 bits of a kvm_pfn_t: no error bit is set, and the
 * caller maps frame 0xc0000000.
 *
 * <p>Written by {@code harness/pfnproof record sketch-bad-slots-32-bit}.
 */
class SketchBadSlots32BitTest {
    /**
     * No caller takes the refusal of a bad slot for a page frame.
     */
    private static final String PROPERTY = "SketchErrorIsNoFrame";

    @Test
    void isViolated() {
        Race race = Races.of("sketch-bad-slots-32-bit", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * KVM_HVA_ERR_* as kvm_pfn_t on a 32-bit host is a page frame. Model sketch-bad-slots-32-bit, seed-sketch.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_follow_pfn", "slot=none"); // foll: caller=map get=TRUE pfn={30,31} slot=none
    }
}
