package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The notifier zaps valid roots only.
 *
 * <p>A root that was made invalid is left to the thread that zaps it under the read lock. That thread may yield
 * in the middle; the notifier returns, the host frees the page, and then the zap of the SPTE marks the freed
 * page dirty.
 *
 * <p>As the kernel has it: kvm_tdp_mmu_unmap_gfn_range() walks all roots, valid or not.
 *
 * <p>Written by {@code harness/pfnproof record tdp-unmap-valid-roots-only}.
 */
class TdpUnmapValidRootsOnlyTest {
    /**
     * No zap marks a page accessed or dirty that the host has taken away.
     */
    private static final String PROPERTY = "TdpMarksOnlyLivePages";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-invalid-roots", "tdp-unmap-valid-roots-only", PROPERTY);
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
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map");
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
        race.step("mm", "kvm_tdp_mmu_invalidate_all_roots"); // invalid_roots={1}; scheduled_roots={1}; ...
        race.step("n1", "kvm_mmu_invalidate_range_start", "s=1, e=1"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "kvm_flush_remote_tlbs"); // mmu_lock.writer={}; iter[n1]: gfn=0 yielded_gfn=0
        race.step("n1", "zap_pte_range"); // sptes[1][1].pfn=old; host[1]=none
        race.step("mm", "kvm_tdp_mmu_zap_invalidated_roots"); // mmu_lock.readers={slots}; ...
        race.step("mm", "slots_iter_next"); // iter[slots].old: a=TRUE pfn=old st=present
        race.step("mm", "tdp_mmu_set_spte_atomic"); // sptes[1][1]: a=FALSE pfn=none st=none; scheduled_roots={}; ...
    }
}
