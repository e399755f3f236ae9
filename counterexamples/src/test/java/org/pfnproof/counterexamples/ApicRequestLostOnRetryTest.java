package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A reload that must be retried does not raise its request.
 *
 * <p>The retry test fails, the VMCS keeps the old address, and nothing makes the vCPU look again.
 *
 * <p>As the kernel has it: kvm_make_request(KVM_REQ_APIC_PAGE_RELOAD) before mmu_lock is dropped.
 *
 * <p>Written by {@code harness/pfnproof record apic-request-lost-on-retry}.
 */
class ApicRequestLostOnRetryTest {
    /**
     * A vCPU runs guest code only with the page in its VMCS that the host maps.
     */
    private static final String PROPERTY = "ApicGuestRunsWithHostsPage";

    @Test
    void isViolated() {
        Race race = Races.of("apic-page-two-invalidators", "apic-request-lost-on-retry", PROPERTY);
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
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_invalidate_in_progress=1; mmu_invalidate_range=[end=2,start=1]
        race.step("v1", "kvm_check_request"); // apic_request={}
        race.step("v1", "vmx_set_apic_access_page_addr"); // vcpu[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // page_refcount[1]=1; buddy={2}; host_pte=1
        race.step("v1", "gfn_to_pfn_memslot"); // page_refcount[1]=2; vcpu[v1].pfn=1
        race.step("v1", "vmcs_write64"); // vcpu[v1].mmu_seq=-1
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[1]=1; vcpu[v1].pfn=0
        race.step("v1", "vcpu_enter_guest");
    }
}
