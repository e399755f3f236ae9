package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A finished work is freed without waiting for its worker.
 *
 * <p>kvm_check_async_pf_completion() takes the work off the list while the worker still has to wake the vCPU.
 * Nothing waits for it any more: the vCPU can be destroyed, and the worker runs on it.
 *
 * <p>As the kernel has it: kvm_flush_and_free_async_pf_work() calls flush_work() before it frees the work.
 *
 * <p>Written by {@code harness/pfnproof record apf-work-not-flushed}.
 */
class ApfWorkNotFlushedTest {
    /**
     * No async page fault worker runs for a vCPU that is gone.
     */
    private static final String PROPERTY = "ApfWorkerNeverOutlivesVcpu";

    @Test
    void isViolated() {
        Race race = Races.of("apf-halt", "apf-work-not-flushed", PROPERTY);
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
        race.step("v1", "vcpu_enter_guest_halts"); // requests[v1]={}
        race.step("v1", "get_user_pages_remote", "g=1"); // work[v1][1]=gup
        race.step("v1", "async_pf_done", "g=1"); // host[1]=present; done[v1]=<1>; work[v1][1]=first
        race.step("v1", "vcpu_block_wakes");
        race.step("v1", "kvm_arch_async_page_present_queued", "g=1"); // requests[v1]={ready}; work[v1][1]=listed
        race.step("v1", "vcpu_enter_guest_ready"); // requests[v1]={}
        race.step("v1", "kvm_check_async_pf_completion"); // fault[v1]: gfn=1 prefetch=TRUE; done[v1]=<>
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn_nowait");
        race.step("v1", "kvm_tdp_mmu_map"); // spte={1}; fault[v1]: mmu_seq=-1 prefetch=FALSE
        race.step("v1", "kvm_arch_async_page_present");
        race.step("v1", "kvm_flush_and_free_async_pf_work"); // fault[v1].gfn=0; queue[v1]={}
        race.step("v1", "kvm_check_async_pf_completion");
        race.step("v1", "vcpu_run_interrupted");
        race.step("v1", "kvm_vcpu_destroy");
    }
}
