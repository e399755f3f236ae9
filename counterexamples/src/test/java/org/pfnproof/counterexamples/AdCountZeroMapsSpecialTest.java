package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The same, asked whether the driver's page is mapped.
 *
 * <p>What the sketch is for: kvm_pfn_to_refcounted_page() is NULL if page_count() is 0, so the lookup takes
 * nothing and refuses nothing, and the guest gets the driver's page.
 *
 * <p>As the kernel has it: The lookup tells the release whether there is a reference (refcounted_page, 6.13).
 *
 * <p>Written by {@code harness/pfnproof record ad-count-zero-maps-special}.
 */
class AdCountZeroMapsSpecialTest {
    /**
     * A driver's page without a count never gets to the guest.
     */
    private static final String PROPERTY = "AdDriversPageIsRefused";

    @Test
    void isViolated() {
        Race race = Races.of("ad-special-refused", "ad-count-zero-maps-special", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("ad-special-refused", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A driver's page without a count never gets to the guest (6.12). Model ad-special-refused, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "write=FALSE"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // host_pte: pfn=1 w=TRUE
        race.step("v1", "hva_to_pfn"); // fault[v1]: pfn=1 w=TRUE
        race.step("v1", "kvm_tdp_mmu_map"); // spte: a=TRUE d=TRUE pfn=1 w=TRUE; fault[v1].mmu_seq=-1
    }
}
