package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A counter that wraps within one fault: the retry test is fooled.
 *
 * <p>As many invalidations as the counter has values, here two, during one fault: the snapshot is equal again,
 * the page may be gone. No fault of the sketch: the retry test of Linux 6.12 is the same, and needs 2^32 or 2^64
 * invalidations. The sanity check is not in the way (FollGetAlone).
 *
 * <p>Written by {@code harness/pfnproof record sketch-seq-wraps-during-fault}.
 */
class SketchSeqWrapsDuringFaultTest {
    /**
     * No page is freed while the guest maps it or a caller uses it.
     */
    private static final String PROPERTY = "SketchNoUseAfterFree";

    @Test
    void isViolated() {
        Race race = Races.of("sketch-seq-wraps-during-fault", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A counter that wraps within one fault: the retry test is fooled. Model sketch-seq-wraps-during-fault,
     * seed-sketch.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_mmu_invalidate_begin"); // invalidation=begun
        race.step("mm", "zap_pte_range"); // invalidation=unmapped; host_maps=FALSE; page_count=0
        race.step("mm", "snapshot_and_call", "caller=fault"); // foll: caller=fault mmu_seq=1
        race.step("mm", "kvm_mmu_invalidate_end"); // mmu_invalidate_seq=0; invalidation=idle
        race.step("mm", "handle_mm_fault"); // host_maps=TRUE; page_count=1
        race.step("mm", "kvm_mmu_invalidate_begin"); // invalidation=begun
        race.step("mm", "sanity_check");
        race.step("mm", "hva_to_pfn"); // page_count=2; foll: page=TRUE pfn={0}
        race.step("mm", "zap_pte_range"); // invalidation=unmapped; host_maps=FALSE; page_count=1
        race.step("mm", "kvm_mmu_invalidate_end"); // mmu_invalidate_seq=1; invalidation=idle
        race.step("mm", "put_before_return"); // page_count=0
        race.step("mm", "is_page_fault_stale"); // spte=TRUE
    }
}
