package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * One exit does not give the page back.
 *
 * <p>When releases are moved from the end of the fault into a function of their own, one exit is missed: the
 * lockless test after the lookup (P14), which returns before mmu_lock is taken. Each fault that it sends back
 * leaves a reference.
 *
 * <p>As the kernel has it: kvm_mmu_finish_page_fault() is called there too, with RET_PF_RETRY.
 *
 * <p>Written by {@code harness/pfnproof record retry-late-keeps-page}.
 */
class RetryLateKeepsPageTest {
    /**
     * No page has a higher count than there are holders of references.
     */
    private static final String PROPERTY = "NoReferenceLeaked";

    @Test
    void isViolated() {
        Race race = Races.of("retry-one-6.13", "retry-late-keeps-page", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("retry-one-6.13", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * One vCPU, one page, one invalidator, in Linux 6.13. Model retry-one-6.13, linux-6.13.
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
        race.step("v1", "mmu_invalidate_retry_late"); // fault[v1]: map_writable=FALSE mmu_seq=-1 pfn=0
    }
}
