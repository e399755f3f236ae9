package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A page fault without reference and without retry test.
 *
 * <p>FOLL_GET is clear, and the snapshot is never compared: the pfn that the sketch returns may be free already.
 *
 * <p>As the kernel has it: mmu_invalidate_retry() under mmu_lock.
 *
 * <p>Written by {@code harness/pfnproof record sketch-no-retry-test}.
 */
class SketchNoRetryTestTest {
    /**
     * No page is freed while the guest maps it or a caller uses it.
     */
    private static final String PROPERTY = "SketchNoUseAfterFree";

    @Test
    void isViolated() {
        Race race = Races.of("sketch-special-pages", "sketch-no-retry-test", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("sketch-special-pages", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Faults on pages without reference counts. Model sketch-special-pages, seed-sketch.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_mmu_invalidate_begin"); // invalidation=begun
        race.step("mm", "snapshot_and_call", "caller=fault"); // foll: caller=fault mmu_seq=1
        race.step("mm", "sanity_check");
        race.step("mm", "hva_to_pfn"); // foll.pfn={0}
        race.step("mm", "zap_pte_range"); // invalidation=unmapped; host_maps=FALSE
        race.step("mm", "put_before_return");
        race.step("mm", "is_page_fault_stale"); // spte=TRUE
    }
}
