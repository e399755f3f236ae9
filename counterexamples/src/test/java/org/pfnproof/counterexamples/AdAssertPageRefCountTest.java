package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The same assertion with page_ref_count().
 *
 * <p>kvm_is_ad_tracked_page() is false if page_ref_count() is 0. It is 0 for every tail of a compound page, so
 * their dirty bits are not carried over: beside the false alarm, writes of the guest are lost.
 *
 * <p>As the kernel has it: page_count().
 *
 * <p>Written by {@code harness/pfnproof record ad-assert-page-ref-count}.
 */
class AdAssertPageRefCountTest {
    /**
     * A page is thrown away only if everything that the guest wrote to it is somewhere else.
     */
    private static final String PROPERTY = "AdDiscardedPageIsSaved";

    @Test
    void isViolated() {
        Race race = Races.of("ad-compound", "ad-assert-page-ref-count", PROPERTY);
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
        race.step("v1", "kvm_release_pfn_clean"); // page[1].count=1; fault[v1]: pfn=0 ref=FALSE w=FALSE
        race.step("v1", "guest_access", "write=TRUE"); // unsaved={2}
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "op=reclaim"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "host_entry_cleared"); // host_pte: pfn=0 w=FALSE; inv[n1]: pfn=2 ref=TRUE
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_in_progress=0; mmu_invalidate_range=[end=0,start=0]
        race.step("n1", "folio_test_dirty");
    }
}
