package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * FOLL_GET protects nothing that has no count.
 *
 * <p>A caller that keeps the pfn under FOLL_GET, on a driver's page without count. There is no reference to get,
 * the sketch does not say so with an error, and the driver takes the page away while it is used. Later versions
 * refuse this unless a module parameter allows it. mmu_invalidate_seq is opaque and never 0, as a counter that
 * starts at 1 and does not wrap: any number of invalidations.
 *
 * <p>Written by {@code harness/pfnproof record sketch-special-page-kept}.
 */
class SketchSpecialPageKeptTest {
    /**
     * No page is freed while the guest maps it or a caller uses it.
     */
    private static final String PROPERTY = "SketchNoUseAfterFree";

    @Test
    void isViolated() {
        Race race = Races.of("sketch-special-page-kept", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * FOLL_GET protects nothing that has no count. Model sketch-special-page-kept, seed-sketch.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_mmu_invalidate_begin"); // invalidation=begun
        race.step("mm", "kvm_follow_pfn", "slot=normal"); // foll: caller=map get=TRUE
        race.step("mm", "sanity_check");
        race.step("mm", "hva_to_pfn"); // foll.pfn={0}
        race.step("mm", "zap_pte_range"); // invalidation=unmapped; host_maps=FALSE
        race.step("mm", "put_before_return");
        race.step("mm", "kvm_vcpu_map");
    }
}
