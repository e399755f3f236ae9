package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Only the gfns of the first memslot are added to the range.
 *
 * <p>All memslots are zapped, but a fault on an alias in a later one is not held back between start and end.
 *
 * <p>As the kernel has it: The handler, called for each memslot, adds the range; on_lock() does not.
 *
 * <p>Written by {@code harness/pfnproof record range-of-first-slot-only}.
 */
class RangeOfFirstSlotOnlyTest {
    /**
     * From the return of start to end, no SPTE maps the invalidated hvas: at none of their gfns, in no address
     * space.
     */
    private static final String PROPERTY = "RngNothingMappedWhileInvalidated";

    @Test
    void isViolated() {
        Race race = Races.of("slot-ranges", "range-of-first-slot-only", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("slot-ranges", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * One invalidation walks several memslots that map one hva. Model slot-ranges, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "first=1, last=2, may_block=TRUE");
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}; ...
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=4,start=2]; inv[n1].next=2
        race.step("n1", "kvm_unmap_gfn_range"); // inv[n1]: next=0 slot=2
        race.step("n1", "kvm_mmu_invalidate_range_add"); // inv[n1].next=5
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}; inv[n1]: may_block=FALSE next=0 slot=0
        race.step("v1", "kvm_faultin_pfn", "as=0, g=5"); // fault[v1]: mmu_seq=0 page[2]=5
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "hva_to_pfn"); // fault[v1].pfn=current
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("v1", "kvm_tdp_mmu_map"); // spte[<0,5>]=current; fault[v1]=[mmu_seq=-1,page=<0,0>,pc=guest,pfn=none]
    }
}
