package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A memslot is unbound without the file's invalidate lock.
 *
 * <p>A binding that begin has found is gone when end looks for it: mmu_invalidate_in_progress stays up.
 *
 * <p>As the kernel has it: kvm_gmem_unbind() takes filemap_invalidate_lock().
 *
 * <p>Written by {@code harness/pfnproof record gmem-unbind-without-lock}.
 */
class GmemUnbindWithoutLockTest {
    /**
     * mmu_invalidate_in_progress is the number of operations between begin and end.
     */
    private static final String PROPERTY = "OthInProgressBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("other-invalidations", "gmem-unbind-without-lock", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("other-invalidations", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Zaps, attribute changes and guest_memfd invalidate gfns. Model other-invalidations, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "begins", "op=punch_hole, first=1, last=1"); // inv[n1]: end=2 op=punch_hole start=1
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}; inv[n1].next=0
        race.step("n1", "writes");
        race.step("mm", "kvm_gmem_unbind"); // bound=FALSE
        race.step("n1", "nothing_to_end"); // inv[n1]: begun=FALSE end=0 op=none start=0
    }
}
