package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Only the first address space is walked.
 *
 * <p>The SPTEs of the second one (SMM) stay.
 *
 * <p>As the kernel has it: The loop goes over all address spaces.
 *
 * <p>Written by {@code harness/pfnproof record walk-of-one-address-space}.
 */
class WalkOfOneAddressSpaceTest {
    /**
     * From the return of start to end, no SPTE maps the invalidated hvas: at none of their gfns, in no address
     * space.
     */
    private static final String PROPERTY = "RngNothingMappedWhileInvalidated";

    @Test
    void isViolated() {
        Race race = Races.of("slot-ranges-smm", "walk-of-one-address-space", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("slot-ranges-smm", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * One hva at the same gfn in two address spaces. Model slot-ranges-smm, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "as=1, g=1"); // fault[v1]: mmu_seq=0 page[1]=1 page[2]=1
        race.step("v1", "mmu_invalidate_retry_early");
        race.step("v1", "hva_to_pfn"); // fault[v1].pfn=current
        race.step("v1", "mmu_invalidate_retry_late");
        race.step("v1", "kvm_tdp_mmu_map"); // spte[<1,1>]=current; fault[v1]=[mmu_seq=-1,page=<0,0>,pc=guest,pfn=none]
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "first=1, last=1, may_block=TRUE");
        race.step("n1", "kvm_mmu_invalidate_range_start"); // mmu_invalidate_in_progress=1; mmu_lock.writer={n1}; ...
        race.step("n1", "kvm_mmu_invalidate_range_add"); // mmu_invalidate_range=[end=2,start=1]; inv[n1].next=1
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_lock.writer={}; inv[n1]: may_block=FALSE next=0 slot=0
    }
}
