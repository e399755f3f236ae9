package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * clear_flush_young does not flush.
 *
 * <p>A page that is in use looks old. Not wrong, but reclaim takes the wrong pages; later kernels (6.13) let
 * architectures choose that.
 *
 * <p>As the kernel has it: If the page was young, TLBs are flushed.
 *
 * <p>Written by {@code harness/pfnproof record clear-flush-young-without-flush}.
 */
class ClearFlushYoungWithoutFlushTest {
    /**
     * A page that the guest has used since it was aged has its accessed bit set.
     */
    private static final String PROPERTY = "AgeUseIsSeen";

    @Test
    void isViolated() {
        Race race = Races.of("aging-with-flush", "clear-flush-young-without-flush", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("aging-with-flush", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Aging with a flush misses no use of the page. Model aging-with-flush, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // fault[v1].pfn=current
        race.step("v1", "kvm_tdp_mmu_map"); // spte=[pfn=current,young=TRUE]; fault[v1]=[mmu_seq=-1,pc=guest,pfn=none]
        race.step("v1", "guest_access"); // tlb={v1}; used=TRUE
        race.step("mm", "age_gfn_range", "callback=clear_flush_young"); // spte.young=FALSE; used=FALSE
        race.step("v1", "guest_access"); // used=TRUE
    }
}
