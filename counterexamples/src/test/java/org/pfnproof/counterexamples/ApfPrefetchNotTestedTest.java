package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The prefetch of "page ready" maps without the retry test.
 *
 * <p>The worker has found the page, so the prefetch is believed to be current. Between its lookup and its SPTE
 * the host takes the page away.
 *
 * <p>As the kernel has it: kvm_arch_async_page_ready() calls kvm_mmu_do_page_fault(), with a snapshot of its
 * own.
 *
 * <p>Written by {@code harness/pfnproof record apf-prefetch-not-tested}.
 */
class ApfPrefetchNotTestedTest {
    /**
     * From the return of start to end, the gfn is not mapped, not even by a prefetch.
     */
    private static final String PROPERTY = "ApfNothingMappedWhileInvalidated";

    @Test
    void isViolated() {
        Race race = Races.of("apf-halt", "apf-prefetch-not-tested", PROPERTY);
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
        race.step("n1", "kvm_mmu_invalidate_range_start", "op=reclaim, g=1"); // mmu_invalidate_in_progress=1; ...
        race.step("v1", "kvm_tdp_mmu_map"); // spte={1}; fault[v1]: mmu_seq=-1 prefetch=FALSE
    }
}
