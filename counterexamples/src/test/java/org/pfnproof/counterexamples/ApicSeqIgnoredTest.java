package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The reload tests in_progress only.
 *
 * <p>The request is handled while an invalidation runs: the vCPU looks the old page up, the invalidation ends,
 * and the test sees nothing. That each invalidation raises the request does not help: this request has been
 * handled.
 *
 * <p>As the kernel has it: mmu_invalidate_retry_gfn() tests both.
 *
 * <p>Written by {@code harness/pfnproof record apic-seq-ignored}.
 */
class ApicSeqIgnoredTest {
    /**
     * No vCPU runs guest code with a free page in its VMCS.
     */
    private static final String PROPERTY = "ApicGuestRunsWithoutFreedPage";

    @Test
    void isViolated() {
        Race race = Races.of("apic-page-freed", "apic-seq-ignored", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("apic-page-freed", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * No vCPU runs with a freed APIC access page. Model apic-page-freed, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_invalidate_in_progress=1; mmu_invalidate_range=[end=2,start=1]
        race.step("v1", "kvm_check_request"); // apic_request={}
        race.step("v1", "vmx_set_apic_access_page_addr"); // vcpu[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // page_refcount[1]=1; buddy={2,3}; host_pte=1
        race.step("v1", "gfn_to_pfn_memslot"); // page_refcount[1]=2; vcpu[v1].pfn=1
        race.step("n1", "zap_pte_range"); // host_pte=0; inv[n1].batch={1}
        race.step("n1", "free_pages_and_swap_cache", "f=1"); // page_refcount[1]=1; inv[n1].batch={}
        race.step("n1", "kvm_mmu_invalidate_end"); // mmu_invalidate_seq=1; mmu_invalidate_in_progress=0; ...
        race.step("v1", "vmcs_write64"); // vmcs[v1]=1; vcpu[v1].mmu_seq=-1
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[1]=0; buddy={1,2,3}; vcpu[v1].pfn=0
        race.step("v1", "vcpu_enter_guest");
    }
}
