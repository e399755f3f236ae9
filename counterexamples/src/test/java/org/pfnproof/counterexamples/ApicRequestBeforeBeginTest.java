package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The request is raised before in_progress.
 *
 * <p>The request comes first, outside mmu_lock, then begin. A vCPU handles it in between: its retry test sees
 * nothing, and it runs with the old page while that is unmapped.
 *
 * <p>As the kernel has it: kvm_unmap_gfn_range() raises the request, after begin and with mmu_lock held for
 * write.
 *
 * <p>Written by {@code harness/pfnproof record apic-request-before-begin}.
 */
class ApicRequestBeforeBeginTest {
    /**
     * A vCPU runs guest code only with the page in its VMCS that the host maps.
     */
    private static final String PROPERTY = "ApicGuestRunsWithHostsPage";

    @Test
    void isViolated() {
        Race race = Races.of("apic-page-two-invalidators", "apic-request-before-begin", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    @Test
    void holdsWithTheFix() {
        Race race = Races.of("apic-page-two-invalidators", PROPERTY);
        race(race);
        Races.assertHolds(race);
    }

    /**
     * The APIC access page under two invalidators. Model apic-page-two-invalidators, linux-6.12.
     */
    private static void race(Race race) {
        race.step("n1", "kvm_unmap_gfn_range");
        race.step("v1", "kvm_check_request"); // apic_request={}
        race.step("v1", "vmx_set_apic_access_page_addr"); // vcpu[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // page_refcount[1]=1; buddy={2}; host_pte=1
        race.step("v1", "gfn_to_pfn_memslot"); // page_refcount[1]=2; vcpu[v1].pfn=1
        race.step("v1", "vmcs_write64"); // vmcs[v1]=1; vcpu[v1].mmu_seq=-1
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[1]=1; vcpu[v1].pfn=0
        race.step("v1", "vcpu_enter_guest");
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_invalidate_in_progress=1; mmu_invalidate_range=[end=2,start=1]
        race.step("n1", "zap_pte_range"); // host_pte=0; inv[n1].batch={1}
    }
}
