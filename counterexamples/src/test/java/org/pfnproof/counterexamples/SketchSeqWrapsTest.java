package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A counter that wraps comes back to 0: the sketch refuses a fault again.
 *
 * <p>mmu_invalidate_seq starts at 1 and has four values, which stand for the 2^32 of an unsigned long on a
 * 32-bit host: the number is another, coming back to 0 is the same. The callers are page faults only.
 *
 * <p>Written by {@code harness/pfnproof record sketch-seq-wraps}.
 */
class SketchSeqWrapsTest {
    /**
     * The sanity check refuses nobody who has a reference or follows the mmu_notifier protocol.
     */
    private static final String PROPERTY = "SketchServesCorrectCallers";

    @Test
    void isViolated() {
        Race race = Races.of("sketch-seq-wraps", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A counter that wraps comes back to 0: the sketch refuses a fault again. Model sketch-seq-wraps, seed-sketch.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_mmu_invalidate_begin"); // invalidation=begun
        race.step("mm", "zap_pte_range"); // invalidation=unmapped; host_maps=FALSE; page_count=0
        race.step("mm", "kvm_mmu_invalidate_end"); // mmu_invalidate_seq=2; invalidation=idle
        race.step("mm", "handle_mm_fault"); // host_maps=TRUE; page_count=1
        race.step("mm", "kvm_mmu_invalidate_begin"); // invalidation=begun
        race.step("mm", "zap_pte_range"); // invalidation=unmapped; host_maps=FALSE; page_count=0
        race.step("mm", "kvm_mmu_invalidate_end"); // mmu_invalidate_seq=3; invalidation=idle
        race.step("mm", "handle_mm_fault"); // host_maps=TRUE; page_count=1
        race.step("mm", "kvm_mmu_invalidate_begin"); // invalidation=begun
        race.step("mm", "zap_pte_range"); // invalidation=unmapped; host_maps=FALSE; page_count=0
        race.step("mm", "kvm_mmu_invalidate_end"); // mmu_invalidate_seq=0; invalidation=idle
        race.step("mm", "snapshot_and_call", "caller=fault"); // foll.caller=fault
        race.step("mm", "sanity_check"); // foll: pfn={52,53,54,55,56,57,58,59,60,61,62} warned=TRUE
    }
}
