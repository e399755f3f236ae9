package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The retry path releases the page twice.
 *
 * <p>The early exit of a retry gives back the reference, and the common exit does it again. The second put takes
 * a reference that belongs to somebody else: the host mapping loses its page.
 *
 * <p>As the kernel has it: Exactly one kvm_release_pfn_clean() for each lookup that returned a page.
 *
 * <p>Written by {@code harness/pfnproof record release-twice}.
 */
class ReleaseTwiceTest {
    /**
     * No page has a lower count than there are holders of references.
     */
    private static final String PROPERTY = "NoReferenceStolen";

    @Test
    void isViolated() {
        Race race = Races.of("retry-one", "release-twice", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("retry-one", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * One vCPU faults on one page while one thread unmaps it. Model retry-one, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, write=TRUE"); // fault[v1]: gfn=1 write=TRUE
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "faultin_page", "f=1"); // page_refcount[1]=1; buddy={2}; host_pte[1]=[pfn=1,w=TRUE]
        race.step("v1", "hva_to_pfn"); // page_refcount[1]=2; fault[v1]: map_writable=TRUE pfn=1
        race.step("n1", "invalidate_range_start", "op=zap, first=1, last=1"); // inv[n1]: end=2 next=1 op=zap start=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=2,start=1]
        race.step("v1", "mmu_invalidate_retry_late"); // fault[v1]: mmu_seq=-1 retry=TRUE
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[1]=1; fault[v1].retry=FALSE
    }
}
