package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A page with page_ref_count() 0 is not refcounted.
 *
 * <p>The sketch of the thread as first written. GUP counts on the head of a compound page; the release looks at
 * the tail's own count, finds 0 and puts nothing. Each fault on a tail leaks a reference.
 *
 * <p>As the kernel has it: Counts are not looked at; or page_count().
 *
 * <p>Written by {@code harness/pfnproof record ad-own-count-zero-not-refcounted}.
 */
class AdOwnCountZeroNotRefcountedTest {
    /**
     * The count of each page is the number of references that somebody holds, whatever class of page it is.
     */
    private static final String PROPERTY = "AdRefsBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("ad-compound", "ad-own-count-zero-not-refcounted", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("ad-compound", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * The tail of a compound page (6.12). Model ad-compound, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "write=FALSE"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=2"); // page[1]: class=head count=1; page[2].class=tail; ...
        race.step("v1", "hva_to_pfn"); // page[1].count=2; fault[v1]: pfn=2 ref=TRUE w=TRUE
        race.step("v1", "kvm_tdp_mmu_map"); // spte=[a=TRUE,d=TRUE,pfn=2,refcounted=TRUE,w=TRUE]; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_release_pfn_clean"); // fault[v1]: pfn=0 ref=FALSE w=FALSE
    }
}
