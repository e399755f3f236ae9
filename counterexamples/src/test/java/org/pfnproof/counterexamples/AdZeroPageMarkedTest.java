package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The ZERO_PAGE is marked accessed.
 *
 * <p>kvm_is_ad_tracked_page() lets reserved pages pass, so the one page that everybody shares gets the flags.
 *
 * <p>As the kernel has it: kvm_is_ad_tracked_page() is false for reserved pages.
 *
 * <p>Written by {@code harness/pfnproof record ad-zero-page-marked}.
 */
class AdZeroPageMarkedTest {
    /**
     * The ZERO_PAGE is never marked accessed or dirty.
     */
    private static final String PROPERTY = "AdZeroPageIsNotMarked";

    @Test
    void isViolated() {
        Race race = Races.of("ad-zero-page", "ad-zero-page-marked", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("ad-zero-page", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * The ZERO_PAGE is counted and never marked (6.12). Model ad-zero-page, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "write=FALSE"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // host_pte.pfn=1
        race.step("v1", "hva_to_pfn"); // page[1].count=2; fault[v1]: pfn=1 ref=TRUE
        race.step("v1", "kvm_tdp_mmu_map"); // spte: a=TRUE pfn=1 refcounted=TRUE; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_release_pfn_clean"); // page[1]: accessed=TRUE count=1; fault[v1]: pfn=0 ref=FALSE
    }
}
