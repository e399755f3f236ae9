package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The host takes a page away without telling anybody.
 *
 * <p>khugepaged collapsed page tables of files without start and end: KVM went on mapping pages that were freed.
 *
 * <p>As the kernel has it: Every change of an entry stands between start and end.
 *
 * <p>Written by {@code harness/pfnproof record host-unmaps-without-notifying}.
 */
class HostUnmapsWithoutNotifyingTest {
    /**
     * From the return of start to KVM's end, the page is not mapped.
     */
    private static final String PROPERTY = "SubNothingMappedWhileInvalidated";

    @Test
    void isViolated() {
        Race race = Races.of("subscribers", "host-unmaps-without-notifying", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("subscribers", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Subscribers before and after KVM refuse a start. Model subscribers, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // fault[v1].pfn=current
        race.step("v1", "kvm_tdp_mmu_map"); // spte=current; fault[v1]=[mmu_seq=-1,pc=guest,pfn=none]
        race.step("n1", "mmu_notifier_invalidate_range_start", "may_block=FALSE"); // inv[n1].may_block=FALSE
    }
}
