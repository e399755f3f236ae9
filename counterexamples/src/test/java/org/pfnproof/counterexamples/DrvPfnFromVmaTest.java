package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The pfn is computed from the VMA.
 *
 * <p>The lookup takes offset plus start of the area for the pfn and does not look at the entry. That was right
 * when the area was mapped; since then the driver has put other memory there, or nothing yet.
 *
 * <p>As the kernel has it: hva_to_pfn_remapped() reads the entry, with follow_pfnmap_start() since 6.12.
 *
 * <p>Written by {@code harness/pfnproof record drv-pfn-from-vma}.
 */
class DrvPfnFromVmaTest {
    /**
     * The SPTE of a driver's page maps what the host's entry maps.
     */
    private static final String PROPERTY = "DrvMapsWhatHostMaps";

    @Test
    void isViolated() {
        Race race = Races.of("driver-moves-buffer", "drv-pfn-from-vma", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("driver-moves-buffer", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A driver moves its buffer between device and system memory. Model driver-moves-buffer, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault");
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn_remapped"); // fault[v1].pfn=1
        race.step("v1", "kvm_tdp_mmu_map"); // spte=1; fault[v1].mmu_seq=-1
    }
}
