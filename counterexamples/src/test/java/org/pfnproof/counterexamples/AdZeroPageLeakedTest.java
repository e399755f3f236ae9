package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The put asks whether the page is reserved, the get does not.
 *
 * <p>GUP takes a reference on the ZERO_PAGE and on ZONE_DEVICE pages, which are reserved; the release skips
 * reserved pages. The count only grows.
 *
 * <p>As the kernel has it: kvm_pfn_to_refcounted_page() says that both are refcounted.
 *
 * <p>Written by {@code harness/pfnproof record ad-zero-page-leaked}.
 */
class AdZeroPageLeakedTest {
    /**
     * The count of each page is the number of references that somebody holds, whatever class of page it is.
     */
    private static final String PROPERTY = "AdRefsBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("ad-zero-page", "ad-zero-page-leaked", PROPERTY);
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
        race.step("v1", "kvm_release_pfn_clean"); // fault[v1]: pfn=0 ref=FALSE
    }
}
