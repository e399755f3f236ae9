package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The retry test ignores the sequence counter (driver).
 *
 * <p>A fault has looked up device memory. The driver unmaps and frees it; when the fault tests, nothing runs any
 * more, and it maps memory that belongs to somebody else. No reference could have prevented that.
 *
 * <p>As the kernel has it: mmu_invalidate_retry_gfn() tests seq, too.
 *
 * <p>Written by {@code harness/pfnproof record drv-seq-ignored}.
 */
class DrvSeqIgnoredTest {
    /**
     * The SPTE of a driver's page maps what the host's entry maps.
     */
    private static final String PROPERTY = "DrvMapsWhatHostMaps";

    @Test
    void isViolated() {
        Race race = Races.of("driver-reserved-pages", "drv-seq-ignored", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("driver-reserved-pages", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A driver replaces memory whose struct pages are reserved. Model driver-reserved-pages, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault");
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "fixup_user_fault"); // host_pte=1
        race.step("v1", "hva_to_pfn_remapped"); // fault[v1].pfn=1
        race.step("n1", "unmap_mapping_range"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "zap_pte_range"); // host_pte=0
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_seq=1; mmu_invalidate_in_progress=0; ...
        race.step("v1", "kvm_tdp_mmu_map"); // spte=1; fault[v1].mmu_seq=-1
    }
}
