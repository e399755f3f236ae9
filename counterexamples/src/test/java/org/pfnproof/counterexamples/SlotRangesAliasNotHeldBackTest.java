package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * 6.12: an alias is installed while an invalidation of its hva is under way.
 *
 * <p>The range grows memslot by memslot. A start that has dropped mmu_lock in the first one does not hold back a
 * fault on an alias in the second. The walk removes it when it comes there, so the promise of start is kept;
 * what 6.1 had beyond that is lost. mmu_invalidate_seq is opaque, so the number of invalidations and faults is
 * not bounded.
 *
 * <p>Written by {@code harness/pfnproof record slot-ranges-alias-not-held-back}.
 */
class SlotRangesAliasNotHeldBackTest {
    /**
     * 6.1: once an invalidation has begun, no SPTE of its hvas is installed, also while it has dropped mmu_lock.
     */
    private static final String PROPERTY = "RngNothingInstalledOnceBegun";

    @Test
    void isViolated() {
        Race race = Races.of("slot-ranges-alias-not-held-back", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * 6.12: an alias is installed while an invalidation of its hva is under way. Model
     * slot-ranges-alias-not-held-back, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "first=1, last=2, may_block=TRUE");
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}; ...
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=4,start=2]; inv[n1].next=2
        race.step("n1", "tdp_mmu_iter_cond_resched", "g=3"); // mmu_lock.writer={}; inv[n1].next=3
        race.step("v1", "kvm_faultin_pfn", "as=0, g=5"); // fault[v1]: mmu_seq=0 page[2]=5
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "hva_to_pfn"); // fault[v1].pfn=current
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("v1", "kvm_tdp_mmu_map"); // spte[<0,5>]=current; fault[v1]=[mmu_seq=-1,page=<0,0>,pc=guest,pfn=none]
    }
}
