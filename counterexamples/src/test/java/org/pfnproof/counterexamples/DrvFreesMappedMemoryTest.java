package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The driver frees without unmapping.
 *
 * <p>The driver gives memory away that is mapped. There is no start, so nothing tells KVM; nor does a reference
 * of a fault help, since there is no fault.
 *
 * <p>As the kernel has it: unmap_mapping_range(), then free.
 *
 * <p>Written by {@code harness/pfnproof record drv-frees-mapped-memory}.
 */
class DrvFreesMappedMemoryTest {
    /**
     * No SPTE maps memory that the driver has freed, with or without struct page.
     */
    private static final String PROPERTY = "DrvNoFreedPageMapped";

    @Test
    void isViolated() {
        Race race = Races.of("driver-moves-buffer", "drv-frees-mapped-memory", PROPERTY);
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
        race.step("v1", "fixup_user_fault"); // host_pte=1
        race.step("v1", "hva_to_pfn_remapped"); // fault[v1].pfn=1
        race.step("v1", "kvm_tdp_mmu_map"); // spte=1; fault[v1].mmu_seq=-1
        race.step("n1", "unmap_mapping_range");
        race.step("n1", "driver_frees"); // drv_page=0; drv_free={1,2}
    }
}
