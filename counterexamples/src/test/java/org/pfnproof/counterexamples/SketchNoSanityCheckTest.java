package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The sketch without its sanity check, and a careless caller.
 *
 * <p>FOLL_GET alone decides. A caller with neither reference nor snapshot gets a pfn that nobody protects and
 * maps a freed page.
 *
 * <p>As the kernel has it: WARN and KVM_PFN_ERR_FAULT if FOLL_GET is clear and mmu_seq is 0.
 *
 * <p>Written by {@code harness/pfnproof record sketch-no-sanity-check}.
 */
class SketchNoSanityCheckTest {
    /**
     * No page is freed while the guest maps it or a caller uses it.
     */
    private static final String PROPERTY = "SketchNoUseAfterFree";

    @Test
    void isViolated() {
        Race race = Races.of("sketch-careless-caller", "sketch-no-sanity-check", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("sketch-careless-caller", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A caller with neither reference nor snapshot is refused. Model sketch-careless-caller, seed-sketch.
     */
    private static void race(Race race) {
        race.step("mm", "kvm_mmu_invalidate_begin"); // invalidation=begun
        race.step("mm", "call_without_snapshot"); // foll.caller=careless
        race.step("mm", "sanity_check");
        race.step("mm", "hva_to_pfn"); // page_count=2; foll: page=TRUE pfn={0}
        race.step("mm", "zap_pte_range"); // invalidation=unmapped; host_maps=FALSE; page_count=1
        race.step("mm", "put_before_return"); // page_count=0
        race.step("mm", "map_without_test"); // spte=TRUE
    }
}
