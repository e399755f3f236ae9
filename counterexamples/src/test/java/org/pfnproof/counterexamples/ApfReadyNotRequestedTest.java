package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The worker puts its work on the list and tells nobody.
 *
 * <p>No request follows: the guest runs on and the task that waits for the page waits for ever.
 *
 * <p>As the kernel has it: async_pf_execute() makes KVM_REQ_APF_READY and kicks the vCPU.
 *
 * <p>Written by {@code harness/pfnproof record apf-ready-not-requested}.
 */
class ApfReadyNotRequestedTest {
    /**
     * Once the host takes nothing away, a fault that needs I/O ends with its gfn mapped.
     */
    private static final String PROPERTY = "ApfFaultCompletesOnceQuiet";

    @Test
    void canGoOnForEver() {
        Race race = Races.of("apf-progress-pv", "apf-ready-not-requested", PROPERTY);
        race(race);
        Races.assertLeadsBack(race, 15);
    }

    /**
     * The same with a guest that is told. Model apf-progress-pv, linux-6.12. After the last step it may go on as
     * after step 15.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1].gfn=1
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn_nowait");
        race.step("v1", "kvm_arch_setup_async_pf"); // fault[v1]: gfn=0 mmu_seq=-1; queue[v1]={1}; ...
        race.step("v1", "kvm_tdp_page_fault", "g=2"); // fault[v1].gfn=2
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn_nowait");
        race.step("v1", "get_user_pages_remote", "g=1"); // work[v1][1]=gup
        race.step("v1", "kvm_arch_setup_async_pf"); // fault[v1]: gfn=0 mmu_seq=-1; queue[v1]={1,2}; ...
        race.step("v1", "get_user_pages_remote", "g=2"); // work[v1][2]=gup
        race.step("v1", "async_pf_done", "g=2"); // host[2]=present; done[v1]=<2>; work[v1][2]=first
        race.step("v1", "async_pf_done", "g=1"); // host[1]=present; done[v1]=<2,1>; work[v1][1]=listed
        race.step("v1", "kvm_arch_async_page_present_queued", "g=2"); // work[v1][2]=listed
        race.step("v1", "kvm_vcpu_wake_up", "g=2"); // work[v1][2]=finished
        race.step("v1", "kvm_vcpu_wake_up", "g=1"); // work[v1][1]=finished
    }
}
