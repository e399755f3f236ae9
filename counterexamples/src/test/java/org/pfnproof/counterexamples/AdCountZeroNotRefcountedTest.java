package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A page with page_count() 0 is not refcounted.
 *
 * <p>The sketch of the thread as corrected: kvm_pfn_to_refcounted_page() is NULL if page_count() is 0, and a
 * driver's page without a count is mapped. The question is asked twice. Between the lookup, which takes nothing,
 * and the release, the driver may take its block back and free it; the page gets a count with its new owner, and
 * the release puts a reference that KVM never had.
 *
 * <p>As the kernel has it: The lookup tells the release whether there is a reference (refcounted_page, 6.13).
 *
 * <p>Written by {@code harness/pfnproof record ad-count-zero-not-refcounted}.
 */
class AdCountZeroNotRefcountedTest {
    /**
     * The count of each page is the number of references that somebody holds, whatever class of page it is.
     */
    private static final String PROPERTY = "AdRefsBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("ad-special", "ad-count-zero-not-refcounted", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("ad-special", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A driver's page without a count is refused (6.12). Model ad-special, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "write=FALSE"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // host_pte: pfn=1 w=TRUE
        race.step("v1", "hva_to_pfn"); // fault[v1]: pfn=1 w=TRUE
        race.step("v1", "kvm_tdp_mmu_map"); // spte: a=TRUE d=TRUE pfn=1 w=TRUE; fault[v1].mmu_seq=-1
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "op=unmap"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "host_entry_cleared"); // host_pte: pfn=0 w=FALSE; inv[n1].pfn=1
        race.step("n1", "free_pages_and_swap_cache"); // page[1]: accessed=FALSE class=free dirty=FALSE; ...
        race.step("mm", "alloc_pages", "f=1"); // page[1]: class=ram count=1; others={1}
        race.step("v1", "kvm_release_pfn_clean"); // page[1]: class=free count=0; fault[v1]: pfn=0 w=FALSE; ...
    }
}
