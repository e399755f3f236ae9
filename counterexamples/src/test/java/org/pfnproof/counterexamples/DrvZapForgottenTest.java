package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * unmap_mapping_range() does not reach KVM's SPTE.
 *
 * <p>Start raises in_progress and removes no SPTE.
 *
 * <p>As the kernel has it: kvm_unmap_gfn_range() removes every SPTE of the range.
 *
 * <p>Written by {@code harness/pfnproof record drv-zap-forgotten}.
 */
class DrvZapForgottenTest {
    /**
     * While unmap_mapping_range() runs, no SPTE maps the driver's page.
     */
    private static final String PROPERTY = "DrvNoMappingInInvalidatedRange";

    @Test
    void isViolated() {
        Race race = Races.of("driver-moves-buffer", "drv-zap-forgotten", PROPERTY);
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
        race.step("n1", "unmap_mapping_range"); // mmu_invalidate_in_progress=1; ...
    }
}
