package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A writable mapping does not make the page dirty (6.13).
 *
 * <p>The fault marks accessed only. A page whose host entry is writable and clean, as after MADV_FREE, is thrown
 * away with what the guest wrote.
 *
 * <p>As the kernel has it: kvm_release_faultin_page() is told whether the host's entry is writable.
 *
 * <p>Written by {@code harness/pfnproof record ad-no-dirty-at-map}.
 */
class AdNoDirtyAtMapTest {
    /**
     * A page whose PG_dirty is clear has no writable SPTE.
     */
    private static final String PROPERTY = "AdCleanPageHasNoWritableSpte";

    @Test
    void isViolated() {
        Race race = Races.of("ad-at-map", "ad-no-dirty-at-map", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("ad-at-map", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Accessed and dirty when an SPTE is installed (6.13), one vCPU. Model ad-at-map, linux-6.13.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "write=FALSE"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // page[1]: class=ram count=1; host_pte: pfn=1 w=TRUE
        race.step("v1", "hva_to_pfn"); // page[1].count=2; fault[v1]: pfn=1 ref=TRUE w=TRUE
        race.step("v1", "kvm_tdp_mmu_map"); // page[1]: accessed=TRUE count=1; ...
    }
}
