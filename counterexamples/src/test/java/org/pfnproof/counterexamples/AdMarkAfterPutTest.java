package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A page is marked accessed after the reference was put.
 *
 * <p>The put comes first. If it drops the last reference, the flag goes to a free page.
 *
 * <p>As the kernel has it: kvm_release_pfn_clean() marks first and puts last.
 *
 * <p>Written by {@code harness/pfnproof record ad-mark-after-put}.
 */
class AdMarkAfterPutTest {
    /**
     * KVM sets no flag of a page that was freed since KVM learned of it, be it free now or somebody else's.
     */
    private static final String PROPERTY = "AdMarksOnlyLivePages";

    @Test
    void isViolated() {
        Race race = Races.of("ad-at-zap", "ad-mark-after-put", PROPERTY);
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
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "op=unmap"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "host_entry_cleared"); // host_pte: pfn=0 w=FALSE; inv[n1]: pfn=1 ref=TRUE
        race.step("n1", "free_pages_and_swap_cache"); // page[1].count=1; inv[n1]=[op=none,pc=end,pfn=0,ref=FALSE]
        race.step("v1", "kvm_release_pfn_clean"); // page[1]: class=free count=0 dirty=FALSE; ...
    }
}
