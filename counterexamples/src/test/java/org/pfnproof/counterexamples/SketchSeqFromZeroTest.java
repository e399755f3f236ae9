package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A counter that starts at 0: the sketch refuses the first fault.
 *
 * <p>mmu_invalidate_seq starts at 0, as it does in Linux, and does not wrap. A page fault before the first
 * invalidation has the snapshot 0 and is taken for a caller without one.
 *
 * <p>Written by {@code harness/pfnproof record sketch-seq-from-zero}.
 */
class SketchSeqFromZeroTest {
    /**
     * The sanity check refuses nobody who has a reference or follows the mmu_notifier protocol.
     */
    private static final String PROPERTY = "SketchServesCorrectCallers";

    @Test
    void isViolated() {
        Race race = Races.of("sketch-seq-from-zero", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A counter that starts at 0: the sketch refuses the first fault. Model sketch-seq-from-zero, seed-sketch.
     */
    private static void race(Race race) {
        race.step("mm", "snapshot_and_call", "caller=fault"); // foll.caller=fault
        race.step("mm", "sanity_check"); // foll: pfn={52,53,54,55,56,57,58,59,60,61,62} warned=TRUE
    }
}
