package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * Aging without a flush misses uses of the page.
 *
 * <p>clear_young leaves the TLB alone: the guest goes on using the page, and the accessed bit stays clear. The
 * kernel accepts that. mmu_invalidate_seq is opaque, so the number of invalidations and faults is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record aging-without-flush}.
 */
class AgingWithoutFlushTest {
    /**
     * A page that the guest has used since it was aged has its accessed bit set.
     */
    private static final String PROPERTY = "AgeUseIsSeen";

    @Test
    void isViolated() {
        Race race = Races.of("aging-without-flush", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * Aging without a flush misses uses of the page. Model aging-without-flush, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // fault[v1].pfn=current
        race.step("v1", "kvm_tdp_mmu_map"); // spte=[pfn=current,young=TRUE]; fault[v1]=[mmu_seq=-1,pc=guest,pfn=none]
        race.step("v1", "guest_access"); // tlb={v1}; used=TRUE
        race.step("mm", "age_gfn_range", "callback=clear_young"); // spte.young=FALSE; used=FALSE
        race.step("v1", "guest_access"); // used=TRUE
    }
}
