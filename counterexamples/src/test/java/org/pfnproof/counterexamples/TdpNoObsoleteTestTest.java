package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A fault does not ask whether its root is obsolete.
 *
 * <p>The root was made invalid after the fault began, and has been zapped. The fault installs its SPTE there,
 * and nobody will remove it before the memslot is gone.
 *
 * <p>As the kernel has it: is_page_fault_stale() asks is_obsolete_sp() under mmu_lock.
 *
 * <p>Written by {@code harness/pfnproof record tdp-no-obsolete-test}.
 */
class TdpNoObsoleteTestTest {
    /**
     * A root that is invalid and has been zapped maps nothing, and no more does one that is freed.
     */
    private static final String PROPERTY = "TdpZappedRootStaysEmpty";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-invalid-roots", "tdp-no-obsolete-test", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("tdp-invalid-roots", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * All roots become invalid and are zapped under the read lock. Model tdp-invalid-roots, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=read"); // fault[v1]: gfn=1 kind=read
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // host[1]=ro; fault[v1].pfn=page
        race.step("mm", "kvm_tdp_mmu_invalidate_all_roots"); // invalid_roots={1}; scheduled_roots={1}; ...
        race.step("mm", "kvm_tdp_mmu_zap_invalidated_roots"); // mmu_lock.readers={slots}; ...
        race.step("mm", "slots_iter_next"); // scheduled_roots={}; iter[slots]: gfn=0 root=0 yielded_gfn=0
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={slots,v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map");
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={slots}; ...
    }
}
