package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A reference is put that was never taken (driver).
 *
 * <p>The lookup takes no reference to a driver's page, but the release looks at the pfn and puts one.
 *
 * <p>As the kernel has it: Both ask kvm_pfn_to_refcounted_page().
 *
 * <p>Written by {@code harness/pfnproof record drv-put-without-get}.
 */
class DrvPutWithoutGetTest {
    /**
     * The count of each page of system memory is the number of its holders, the driver and faults; device memory has
     * none.
     */
    private static final String PROPERTY = "DrvReferencesBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("driver-moves-buffer", "drv-put-without-get", PROPERTY);
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
        race.step("n1", "unmap_mapping_range"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "zap_pte_range");
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_in_progress=0; ...
        race.step("n1", "driver_frees"); // drv_page=0; drv_free={1,2}
        race.step("n1", "driver_allocates", "f=3"); // page_refcount[3]=1; buddy={4}; drv_page=3
        race.step("v1", "kvm_tdp_page_fault");
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "fixup_user_fault"); // host_pte=3
        race.step("v1", "hva_to_pfn_remapped"); // fault[v1].pfn=3
    }
}
