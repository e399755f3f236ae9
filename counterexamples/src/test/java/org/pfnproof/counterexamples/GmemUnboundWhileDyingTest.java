package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A memslot is freed while a page of its dying file fails.
 *
 * <p>The last reference to the file is gone, release has not run yet. kvm_gmem_error_folio() has found the
 * binding and called begin; kvm_gmem_unbind() gets no reference and removes the binding under slots_lock alone;
 * then the error finds no binding and calls no end: mmu_invalidate_in_progress stays up, so the range is never
 * reset and only grows, and faults in it retry for ever. Read in the code of 6.12.117 (after ae431059e75d), not
 * seen to happen. mmu_invalidate_seq is opaque, so the number of invalidations and faults is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record gmem-unbound-while-dying}.
 */
class GmemUnboundWhileDyingTest {
    /**
     * mmu_invalidate_in_progress is the number of operations between begin and end.
     */
    private static final String PROPERTY = "OthInProgressBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("gmem-unbound-while-dying", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A memslot is freed while a page of its dying file fails. Model gmem-unbound-while-dying, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "begins", "op=error, first=1, last=1"); // inv[n1]: end=2 op=error start=1
        race.step("n1", "writes");
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}; inv[n1].next=0
        race.step("mm", "fput"); // file=dying
        race.step("mm", "kvm_gmem_unbind"); // bound=FALSE
        race.step("n1", "nothing_to_end"); // inv[n1]: begun=FALSE end=0 op=none start=0
    }
}
