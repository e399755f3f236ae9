package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The fast page fault makes any SPTE writable.
 *
 * <p>The fast page fault does not ask whether the SPTE is MMU-writable. A page that the host maps read-only
 * becomes writable for the guest.
 *
 * <p>As the kernel has it: fast_page_fault() asks is_mmu_writable_spte().
 *
 * <p>Written by {@code harness/pfnproof record tdp-fast-pf-ignores-mmu-writable}.
 */
class TdpFastPfIgnoresMmuWritableTest {
    /**
     * The guest may write, by SPTE or TLB, only where the host's entry is writable.
     */
    private static final String PROPERTY = "TdpWritableOnlyIfHostWritable";

    @Test
    void isViolated() {
        Race race = Races.of("tdp-faults", "tdp-fast-pf-ignores-mmu-writable", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("tdp-faults", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * Two vCPUs fault on one SPTE while the host unmaps its page. Model tdp-faults, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=read"); // fault[v1]: gfn=1 kind=read
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn"); // host[1]=ro; fault[v1].pfn=page
        race.step("v1", "is_page_fault_stale"); // mmu_lock.readers={v1}; fault[v1].mmu_seq=-1
        race.step("v1", "kvm_tdp_mmu_map");
        race.step("v1", "tdp_mmu_map_handle_target_level"); // mmu_lock.readers={}; ...
        race.step("v1", "kvm_tdp_page_fault", "g=1, kind=write"); // fault[v1]: gfn=1 kind=write
        race.step("v1", "fast_page_fault"); // fault[v1].old: a=TRUE pfn=page st=present
        race.step("v1", "fast_pf_fix_direct_spte"); // sptes[1][1].w=TRUE; fault[v1].old: a=FALSE pfn=none st=none
    }
}
