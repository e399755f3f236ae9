package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A read-only PFNMAP entry is mapped writable.
 *
 * <p>The remapped lookup returns "writable" without looking at the host entry, and lets a write through to a
 * read-only one. The guest writes to memory that its owner mapped read-only.
 *
 * <p>As the kernel has it: The host entry's own write permission decides; a write to a read-only one is
 * KVM_PFN_ERR_RO_FAULT.
 *
 * <p>Written by {@code harness/pfnproof record pte-writable-ignored}.
 */
class PteWritableIgnoredTest {
    /**
     * An SPTE is writable only if the host's entry is.
     */
    private static final String PROPERTY = "WritableOnlyIfHostWritable";

    @Test
    void isViolated() {
        Race race = Races.of("pfnmap", "pte-writable-ignored", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("pfnmap", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A driver's pages without reference counts. Model pfnmap, linux-6.12.
     */
    private static void race(Race race) {
        race.step("mm", "handle_mm_fault", "h=1, f=1, write=TRUE"); // host_pte[1].pfn=1
        race.step("v1", "kvm_tdp_page_fault", "g=1, write=FALSE"); // fault[v1].gfn=1
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "hva_to_pfn_remapped"); // page_refcount[1]=2; fault[v1]: map_writable=TRUE pfn=1
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("v1", "read_lock_mmu_lock"); // mmu_lock.readers={v1}
        race.step("v1", "is_page_fault_stale"); // fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map"); // spte[1]=[pfn=1,w=TRUE]
    }
}
