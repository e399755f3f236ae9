package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A notifier leaves the SPTEs of invalid roots to their zapper.
 *
 * <p>kvm_unmap_gfn_range() zaps valid roots only. The zapper of an invalid root comes to the same SPTE after the
 * notifier has returned and the page was freed, and marks it accessed and dirty.
 *
 * <p>As the kernel has it: kvm_tdp_mmu_unmap_gfn_range() goes through all roots, valid or not.
 *
 * <p>Written by {@code harness/pfnproof record ad-start-skips-invalid-roots}.
 */
class AdStartSkipsInvalidRootsTest {
    /**
     * KVM sets no flag of a page that was freed since KVM learned of it, be it free now or somebody else's.
     */
    private static final String PROPERTY = "AdMarksOnlyLivePages";

    @Test
    void isViolated() {
        Race race = Races.of("ad-at-zap", "ad-start-skips-invalid-roots", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("ad-at-zap", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Accessed and dirty when an SPTE goes (6.12), one vCPU. Model ad-at-zap, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "write=FALSE"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // page[1]: class=ram count=1; host_pte: pfn=1 w=TRUE
        race.step("v1", "hva_to_pfn"); // page[1].count=2; fault[v1]: pfn=1 ref=TRUE w=TRUE
        race.step("v1", "kvm_tdp_mmu_map"); // spte=[a=TRUE,d=TRUE,pfn=1,refcounted=TRUE,w=TRUE]; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_release_pfn_clean"); // page[1]: accessed=TRUE count=1; fault[v1]: pfn=0 ref=FALSE w=FALSE
        race.step("mm", "kvm_tdp_mmu_invalidate_roots"); // spte=[a=FALSE,d=FALSE,pfn=0,refcounted=FALSE,w=FALSE]; ...
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "op=unmap"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "host_entry_cleared"); // host_pte: pfn=0 w=FALSE; inv[n1]: pfn=1 ref=TRUE
        race.step("n1", "free_pages_and_swap_cache"); // page[1]: accessed=FALSE class=free count=0; ...
        race.step("mm", "kvm_tdp_mmu_zap_invalidated_roots"); // page[1]: accessed=TRUE dirty=TRUE; ...
    }
}
