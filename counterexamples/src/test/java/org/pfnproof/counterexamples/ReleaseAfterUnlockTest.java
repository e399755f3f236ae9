package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The page is marked dirty after mmu_lock was dropped.
 *
 * <p>kvm_mmu_finish_page_fault() is called after mmu_lock is dropped, where 6.12 has its release. The reference
 * is still held, so no freed page is touched. But an invalidation fits in between: writeback write-protects the
 * page, writes it out, believes it clean, and then KVM's mark comes.
 *
 * <p>As the kernel has it: Release first, unlock afterwards; kvm_release_faultin_page() asserts it.
 *
 * <p>Written by {@code harness/pfnproof record release-after-unlock}.
 */
class ReleaseAfterUnlockTest {
    /**
     * A page is marked dirty only while the host maps it writably where it was looked up.
     */
    private static final String PROPERTY = "DirtyMarkNeedsWritableHost";

    @Test
    void isViolated() {
        Race race = Races.of("retry-one-6.13", "release-after-unlock", PROPERTY);
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
        race.step("v1", "faultin_page", "f=2"); // page_refcount[2]=1; buddy={1}; host_pte[1]=[pfn=2,w=TRUE]
        race.step("v1", "hva_to_pfn"); // page_refcount[2]=2; fault[v1]: map_writable=TRUE pfn=2
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("v1", "read_lock_mmu_lock"); // mmu_lock.readers={v1}
        race.step("v1", "is_page_fault_stale"); // fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map"); // spte[1]=[pfn=2,w=TRUE]
        race.step("v1", "read_unlock_mmu_lock"); // mmu_lock.readers={}
        race.step("n1", "invalidate_range_start", "op=zap, first=1, last=1"); // inv[n1]: end=2 next=1 op=zap start=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=2,start=1]
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}; spte[1]=[pfn=0,w=FALSE]
        race.step("n1", "zap_pte_range"); // host_pte[1]=[pfn=0,w=FALSE]; inv[n1]: gather={2} next=2
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[2]=1; ...
    }
}
