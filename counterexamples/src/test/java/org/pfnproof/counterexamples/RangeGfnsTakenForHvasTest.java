package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * 6.1: gfns are stored where hvas are compared.
 *
 * <p>The range of an invalidation is set in gfns, the retry test compares it with hvas: the wrong addresses are
 * held back.
 *
 * <p>As the kernel has it: Begin gets what the retry test compares.
 *
 * <p>Written by {@code harness/pfnproof record range-gfns-taken-for-hvas}.
 */
class RangeGfnsTakenForHvasTest {
    /**
     * From the return of start to end, no SPTE maps the invalidated hvas: at none of their gfns, in no address
     * space.
     */
    private static final String PROPERTY = "RngNothingMappedWhileInvalidated";

    @Test
    void isViolated() {
        Race race = Races.of("slot-ranges-6.1", "range-gfns-taken-for-hvas", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("slot-ranges-6.1", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * 6.1: one invalidation walks several memslots; the range is in hvas. Model slot-ranges-6.1, linux-6.1.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "first=1, last=1, may_block=FALSE");
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "kvm_mmu_invalidate_range_add"); // inv[n1].next=2
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}; inv[n1]: next=0 slot=0
        race.step("v1", "kvm_faultin_pfn", "as=0, g=2"); // fault[v1]: mmu_seq=0 page[2]=2
        race.step("v1", "hva_to_pfn"); // fault[v1].pfn=current
        race.step("v1", "kvm_tdp_mmu_map"); // spte[<0,2>]=current; fault[v1]=[mmu_seq=-1,page=<0,0>,pc=guest,pfn=none]
    }
}
