package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The end of one of two invalidations takes its gfns off the range.
 *
 * <p>Where the range begins with what has just ended, the end cuts it off; but the other invalidation, still
 * running, may cover the same gfns.
 *
 * <p>As the kernel has it: kvm_mmu_invalidate_end() leaves the range alone.
 *
 * <p>Written by {@code harness/pfnproof record range-shrunk-at-nested-end}.
 */
class RangeShrunkAtNestedEndTest {
    /**
     * From the return of start to end, no SPTE maps the invalidated hvas: at none of their gfns, in no address
     * space.
     */
    private static final String PROPERTY = "RngNothingMappedWhileInvalidated";

    @Test
    void isViolated() {
        Race race = Races.of("slot-ranges-two-invalidators", "range-shrunk-at-nested-end", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("slot-ranges-two-invalidators", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Two invalidations walk memslots that map one hva. Model slot-ranges-two-invalidators, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "first=1, last=2, may_block=TRUE");
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}; ...
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=4,start=2]; inv[n1].next=2
        race.step("n1", "kvm_unmap_gfn_range"); // inv[n1]: next=0 slot=2
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range.end=6; inv[n1].next=5
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}; inv[n1]: may_block=FALSE next=0 slot=0
        race.step("n2", "kvm_mmu_notifier_invalidate_range_start", "first=1, last=1, may_block=TRUE");
        race.step("n2", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=2; mmu_lock.writer={n2}; ...
        race.step("n2", "kvm_mmu_invalidate_range_add"); // inv[n2].next=2
        race.step("n2", "kvm_unmap_gfn_range"); // mmu_lock.writer={}; inv[n2]: may_block=FALSE next=0 slot=0
        race.step("n2", "zap_pte_range");
        race.step("n2", "kvm_mmu_notifier_invalidate_range_end"); // mmu_invalidate_in_progress=1; ...
        race.step("v1", "kvm_faultin_pfn", "as=0, g=2"); // fault[v1]: mmu_seq=0 page[2]=2
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "hva_to_pfn"); // fault[v1].pfn=current
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("v1", "kvm_tdp_mmu_map"); // spte[<0,2>]=current; fault[v1]=[mmu_seq=-1,page=<0,0>,pc=guest,pfn=none]
    }
}
