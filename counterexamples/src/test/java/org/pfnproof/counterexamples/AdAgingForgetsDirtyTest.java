package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Aging without A/D bits loses that the SPTE was writable.
 *
 * <p>mark_spte_for_access_track() without kvm_set_pfn_dirty() before it: the SPTE does not count as dirty any
 * more.
 *
 * <p>As the kernel has it: age_gfn_range() marks the page dirty first.
 *
 * <p>Written by {@code harness/pfnproof record ad-aging-forgets-dirty}.
 */
class AdAgingForgetsDirtyTest {
    /**
     * A page is thrown away only if everything that the guest wrote to it is somewhere else.
     */
    private static final String PROPERTY = "AdDiscardedPageIsSaved";

    @Test
    void isViolated() {
        Race race = Races.of("ad-no-ad-bits", "ad-aging-forgets-dirty", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("ad-no-ad-bits", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Accessed and dirty without A/D bits in SPTEs (6.12). Model ad-no-ad-bits, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "write=FALSE"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // page[1]: class=ram count=1; host_pte: pfn=1 w=TRUE
        race.step("v1", "hva_to_pfn"); // page[1].count=2; fault[v1]: pfn=1 ref=TRUE w=TRUE
        race.step("v1", "kvm_tdp_mmu_map"); // spte=[a=TRUE,d=TRUE,pfn=1,refcounted=TRUE,w=TRUE]; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_release_pfn_clean"); // page[1]: accessed=TRUE count=1; fault[v1]: pfn=0 ref=FALSE w=FALSE
        race.step("v1", "guest_access", "write=TRUE"); // unsaved={1}
        race.step("n1", "age_gfn_range"); // spte: a=FALSE d=FALSE
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "op=reclaim"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "host_entry_cleared"); // host_pte: pfn=0 w=FALSE; inv[n1]: pfn=1 ref=TRUE
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_in_progress=0; mmu_invalidate_range=[end=0,start=0]
        race.step("n1", "folio_test_dirty");
    }
}
