package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The vCPU looks at finished works before it halts.
 *
 * <p>A repeated fault requests a halt, and before it is served the work is finished and consumed. Then the vCPU
 * halts, and no work is left that would wake it.
 *
 * <p>As the kernel has it: vcpu_enter_guest() halts first; the finished work wakes it at once.
 *
 * <p>Written by {@code harness/pfnproof record apf-halt-last}.
 */
class ApfHaltLastTest {
    /**
     * A vCPU halts for a page only while a work is outstanding.
     */
    private static final String PROPERTY = "ApfHaltedIsWoken";

    @Test
    void isViolated() {
        Race race = Races.of("apf-halt", "apf-halt-last", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("apf-halt", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A fault that needs I/O halts the vCPU, or waits. Model apf-halt, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1].gfn=1
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn_nowait");
        race.step("v1", "kvm_arch_setup_async_pf"); // fault[v1]: gfn=0 mmu_seq=-1; requests[v1]={halt}; ...
        race.step("v1", "get_user_pages_remote", "g=1"); // work[v1][1]=gup
        race.step("v1", "async_pf_done", "g=1"); // host[1]=present; done[v1]=<1>; work[v1][1]=first
        race.step("v1", "kvm_arch_async_page_present_queued", "g=1"); // requests[v1]={halt,ready}; work[v1][1]=listed
        race.step("v1", "vcpu_enter_guest_ready"); // requests[v1]={halt}
        race.step("v1", "kvm_check_async_pf_completion"); // fault[v1]: gfn=1 prefetch=TRUE; done[v1]=<>
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn_nowait");
        race.step("v1", "kvm_tdp_mmu_map"); // spte={1}; fault[v1]: mmu_seq=-1 prefetch=FALSE
        race.step("v1", "kvm_arch_async_page_present");
        race.step("v1", "kvm_vcpu_wake_up", "g=1"); // work[v1][1]=finished
        race.step("v1", "kvm_flush_and_free_async_pf_work"); // fault[v1].gfn=0; queue[v1]={}; work[v1][1]=none
        race.step("v1", "kvm_check_async_pf_completion");
        race.step("v1", "vcpu_enter_guest_halts"); // requests[v1]={}
    }
}
