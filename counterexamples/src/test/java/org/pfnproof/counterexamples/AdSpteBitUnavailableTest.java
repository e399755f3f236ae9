package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The bit of the SPTE is not there and every page passes for refcounted.
 *
 * <p>Mask 0, as with PAE paging, but the lookup lets pages without a count in all the same: a driver's page is
 * marked accessed and dirty. Such a kernel has to pass FOLL_GET, which refuses these pages.
 *
 * <p>As the kernel has it: Without 64-bit paging the callers of v8 to v11 give FOLL_GET.
 *
 * <p>Written by {@code harness/pfnproof record ad-spte-bit-unavailable}.
 */
class AdSpteBitUnavailableTest {
    /**
     * A driver's page without a count is never marked accessed or dirty.
     */
    private static final String PROPERTY = "AdDriversPageIsNotMarked";

    @Test
    void isViolated() {
        Race race = Races.of("ad-spte-bit", "ad-spte-bit-unavailable", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("ad-spte-bit", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A bit in the SPTE tells whether its page is refcounted (v7 to v11). Model ad-spte-bit, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_faultin_pfn", "write=FALSE"); // fault[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // host_pte: pfn=1 w=TRUE
        race.step("v1", "hva_to_pfn"); // fault[v1]: pfn=1 w=TRUE
        race.step("v1", "kvm_tdp_mmu_map"); // spte: a=TRUE d=TRUE pfn=1 w=TRUE; fault[v1].mmu_seq=-1
        race.step("n1", "kvm_mmu_notifier_invalidate_range_start", "op=unmap"); // mmu_invalidate_in_progress=1; ...
    }
}
