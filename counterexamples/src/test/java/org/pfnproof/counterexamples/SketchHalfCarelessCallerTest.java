package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A caller with a snapshot that forgets the retry test is not refused.
 *
 * <p>The sanity check sees that a snapshot was given, not that it is compared later: this caller maps a page
 * that has been freed. mmu_invalidate_seq is opaque and never 0, as a counter that starts at 1 and does not
 * wrap: any number of invalidations.
 *
 * <p>Written by {@code harness/pfnproof record sketch-half-careless-caller}.
 */
class SketchHalfCarelessCallerTest {
    /**
     * No page is freed while the guest maps it or a caller uses it.
     */
    private static final String PROPERTY = "SketchNoUseAfterFree";

    @Test
    void isViolated() {
        Race race = Races.of("sketch-half-careless-caller", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A caller with a snapshot that forgets the retry test is not refused. Model sketch-half-careless-caller,
     * seed-sketch.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_mmu_invalidate_begin"); // invalidation=begun
        race.step("mm", "snapshot_and_call", "caller=half_careless"); // foll: caller=half_careless mmu_seq=1
        race.step("mm", "sanity_check");
        race.step("mm", "hva_to_pfn"); // page_count=2; foll: page=TRUE pfn={0}
        race.step("mm", "zap_pte_range"); // invalidation=unmapped; host_maps=FALSE; page_count=1
        race.step("mm", "put_before_return"); // page_count=0
        race.step("mm", "map_without_test"); // spte=TRUE
    }
}
