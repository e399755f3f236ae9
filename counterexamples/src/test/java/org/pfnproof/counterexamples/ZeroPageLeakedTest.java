package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * References to the ZERO_PAGE are taken and never given back.
 *
 * <p>A read fault on untouched memory maps the ZERO_PAGE, and GUP takes a reference. The release skips reserved
 * pages, so the count only grows, until it overflows.
 *
 * <p>As the kernel has it: kvm_pfn_to_refcounted_page() says that the ZERO_PAGE is refcounted although it is
 * reserved.
 *
 * <p>Written by {@code harness/pfnproof record zero-page-leaked}.
 */
class ZeroPageLeakedTest {
    /**
     * No page has a higher count than there are holders of references.
     */
    private static final String PROPERTY = "NoReferenceLeaked";

    @Test
    void isViolated() {
        Race race = Races.of("zero-page", "zero-page-leaked", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("zero-page", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Untouched memory: the ZERO_PAGE and the copy that replaces it. Model zero-page, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, write=FALSE"); // fault[v1].gfn=1
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("mm", "handle_mm_fault", "h=1, f=3, write=FALSE"); // host_pte[1].pfn=3
        race.step("n1", "invalidate_range_start", "op=zap, first=1, last=1"); // inv[n1]: end=2 next=1 op=zap start=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=2,start=1]
        race.step("v1", "hva_to_pfn"); // page_refcount[3]=2; fault[v1].pfn=3
        race.step("v1", "mmu_invalidate_retry_late"); // fault[v1]: mmu_seq=-1 retry=TRUE
        race.step("v1", "kvm_release_pfn_clean"); // fault[v1]: pfn=0 retry=FALSE
    }
}
