package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The release of a guest_memfd file zaps nothing.
 *
 * <p>The memslot forgets the file, its SPTEs stay.
 *
 * <p>As the kernel has it: kvm_gmem_invalidate_begin(gmem, 0, -1ul).
 *
 * <p>Written by {@code harness/pfnproof record gmem-release-zaps-nothing}.
 */
class GmemReleaseZapsNothingTest {
    /**
     * When an operation is over, no SPTE is left that goes by what the operation has changed.
     */
    private static final String PROPERTY = "OthNothingStaleLeft";

    @Test
    void isViolated() {
        Race race = Races.of("gmem-release", "gmem-release-zaps-nothing", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("gmem-release", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A guest_memfd file is closed. Model gmem-release, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "g=1"); // fault[v1]: gfn=1 mmu_seq=0
        race.step("v1", "kvm_gmem_get_pfn"); // fault[v1].pfn=current
        race.step("v1", "kvm_tdp_mmu_map"); // spte[1]=current; fault[v1]=[gfn=0,mmu_seq=-1,pc=guest,pfn=none]
        race.step("mm", "fput"); // file=dying
        race.step("n1", "begins", "op=release, first=1, last=2"); // inv[n1]: end=3 op=release start=1
        race.step("n1", "writes"); // spte[1]=stale
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}; inv[n1].next=0
    }
}
