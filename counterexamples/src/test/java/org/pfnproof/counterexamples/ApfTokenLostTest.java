package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A second page becomes ready while the guest has not taken the first.
 *
 * <p>The token of the first page is overwritten by that of the second: the task that waits for the first is
 * never told.
 *
 * <p>As the kernel has it: kvm_check_async_pf_completion() leaves a finished work on the list until the guest
 * has taken the token.
 *
 * <p>Written by {@code harness/pfnproof record apf-token-lost}.
 */
class ApfTokenLostTest {
    /**
     * A task of the guest waits for a page only while a work or a token for it is outstanding.
     */
    private static final String PROPERTY = "ApfWaitingIsWoken";

    @Test
    void isViolated() {
        Race race = Races.of("apf-pv", "apf-token-lost", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("apf-pv", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * A guest that runs other tasks while two of its pages are faulted in. Model apf-pv, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_tdp_page_fault", "g=2"); // fault[v1].gfn=2
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn_nowait");
        race.step("v1", "kvm_arch_setup_async_pf"); // fault[v1]: gfn=0 mmu_seq=-1; queue[v1]={2}; ...
        race.step("v1", "kvm_tdp_page_fault", "g=1"); // fault[v1].gfn=1
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn_nowait");
        race.step("v1", "get_user_pages_remote", "g=2"); // work[v1][2]=gup
        race.step("v1", "async_pf_done", "g=2"); // host[2]=present; done[v1]=<2>; work[v1][2]=first
        race.step("v1", "kvm_arch_async_page_present_queued", "g=2"); // requests[v1]={ready}; work[v1][2]=listed
        race.step("v1", "kvm_arch_setup_async_pf"); // fault[v1]: gfn=0 mmu_seq=-1; queue[v1]={1,2}; ...
        race.step("v1", "vcpu_enter_guest_ready"); // requests[v1]={}
        race.step("v1", "kvm_check_async_pf_completion"); // fault[v1]: gfn=2 prefetch=TRUE; done[v1]=<>
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn_nowait");
        race.step("v1", "kvm_tdp_mmu_map"); // spte={2}; fault[v1]: mmu_seq=-1 prefetch=FALSE
        race.step("v1", "kvm_vcpu_wake_up", "g=2"); // work[v1][2]=finished
        race.step("v1", "kvm_arch_async_page_present"); // ready_token[v1]=2
        race.step("v1", "kvm_flush_and_free_async_pf_work"); // fault[v1].gfn=0; queue[v1]={1}; work[v1][2]=none
        race.step("v1", "get_user_pages_remote", "g=1"); // work[v1][1]=gup
        race.step("v1", "async_pf_done", "g=1"); // host[1]=present; done[v1]=<1>; work[v1][1]=first
        race.step("v1", "kvm_check_async_pf_completion"); // fault[v1]: gfn=1 prefetch=TRUE; done[v1]=<>
        race.step("v1", "kvm_faultin_pfn"); // fault[v1].mmu_seq=0
        race.step("v1", "hva_to_pfn_nowait");
        race.step("v1", "kvm_tdp_mmu_map"); // spte={1,2}; fault[v1]: mmu_seq=-1 prefetch=FALSE
        race.step("v1", "kvm_arch_async_page_present"); // ready_token[v1]=1
    }
}
