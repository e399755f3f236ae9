package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * An error that is over reaches user space.
 *
 * <p>What the kernel has: a lookup found no area, and its error becomes -EFAULT without another look (P13 comes
 * before the retry tests), although the area is there again. mmap() need not tell KVM, but the munmap() before
 * it did, and mmu_invalidate_seq has moved if it ended after the snapshot. mmu_invalidate_seq is opaque, so the
 * number of faults and invalidations is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record apf-transient-error}.
 */
class ApfTransientErrorTest {
    /**
     * -EFAULT goes to user space only if there is no area at that moment.
     */
    private static final String PROPERTY = "ApfEfaultIsReal";

    @Test
    void isViolated() {
        Race race = Races.of("apf-transient-error", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * An error that is over reaches user space. Model apf-transient-error, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_invalidate_range_start", "op=munmap, g=1"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "zap_pte_range"); // host[1]=none
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1].gfn=1
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn_nowait");
        race.step("mm", "do_mmap", "g=1"); // host[1]=swapped
        race.step("v1", "kvm_handle_error_pfn"); // fault[v1].mmu_seq=-1
    }
}
