package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A page of a PFNMAP area is put although no reference was taken.
 *
 * <p>The lookup takes no reference in a PFNMAP area, as in 6.13, but the release still derives a page from the
 * pfn, as in 6.12, and puts it. The driver's reference is gone. What the two halves of a series must not be
 * merged without.
 *
 * <p>As the kernel has it: The lookup says what is to be put: refcounted_page, NULL for a PFNMAP area.
 *
 * <p>Written by {@code harness/pfnproof record remapped-page-put}.
 */
class RemappedPagePutTest {
    /**
     * No page has a lower count than there are holders of references.
     */
    private static final String PROPERTY = "NoReferenceStolen";

    @Test
    void isViolated() {
        Race race = Races.of("pfnmap-6.13", "remapped-page-put", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("pfnmap-6.13", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A driver's pages without reference counts, in Linux 6.13. Model pfnmap-6.13, linux-6.13.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=2, write=FALSE"); // fault[v1].gfn=2
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("mm", "handle_mm_fault", "h=2, f=2, write=TRUE"); // host_pte[2]=[pfn=2,w=TRUE]
        race.step("n1", "invalidate_range_start", "op=zap, first=1, last=2"); // inv[n1]: end=3 next=1 op=zap start=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=3,start=1]
        race.step("v1", "hva_to_pfn_remapped"); // fault[v1]: map_writable=TRUE pfn=2
        race.step("v1", "mmu_invalidate_retry_late"); // fault[v1]: mmu_seq=-1 retry=TRUE
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[2]=-1; ...
    }
}
