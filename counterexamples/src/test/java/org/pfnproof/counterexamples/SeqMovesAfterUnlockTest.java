package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The sequence counter moves after mmu_lock was dropped.
 *
 * <p>At the end of an invalidation in_progress falls under mmu_lock, and mmu_invalidate_seq moves later. A fault
 * that looked up the old page passes the retry test in between: nothing is in progress, and the counter is still
 * that of its snapshot.
 *
 * <p>As the kernel has it: kvm_mmu_invalidate_end() moves mmu_invalidate_seq first, and both under mmu_lock.
 *
 * <p>Written by {@code harness/pfnproof record seq-moves-after-unlock}.
 */
class SeqMovesAfterUnlockTest {
    /**
     * An SPTE maps the frame that the host's page table maps at that address.
     */
    private static final String PROPERTY = "GuestMapsWhatHostMaps";

    @Test
    void isViolated() {
        Race race = Races.of("retry-one", "seq-moves-after-unlock", PROPERTY);
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
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("n1", "invalidate_range_start", "op=zap, first=1, last=1"); // inv[n1]: end=2 next=1 op=zap start=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=2,start=1]
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}
        race.step("n1", "zap_pte_range"); // host_pte[1]=[pfn=0,w=FALSE]; inv[n1]: gather={1} next=2
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_lock.writer={n1}
        race.step("n1", "mmu_invalidate_in_progress_dec"); // mmu_invalidate_in_progress=0; ...
        race.step("v1", "read_lock_mmu_lock"); // mmu_lock.readers={v1}
        race.step("v1", "is_page_fault_stale"); // fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map"); // spte[1]=[pfn=1,w=TRUE]
    }
}
