package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The request does not make vCPUs leave the guest.
 *
 * <p>The request is raised without KVM_REQUEST_WAIT. A vCPU that runs guest code goes on with the page that is
 * unmapped and freed.
 *
 * <p>As the kernel has it: KVM_REQ_APIC_PAGE_RELOAD has KVM_REQUEST_WAIT.
 *
 * <p>Written by {@code harness/pfnproof record apic-no-kick}.
 */
class ApicNoKickTest {
    /**
     * A vCPU runs guest code only with the page in its VMCS that the host maps.
     */
    private static final String PROPERTY = "ApicGuestRunsWithHostsPage";

    @Test
    void isViolated() {
        Race race = Races.of("apic-page-two-invalidators", "apic-no-kick", PROPERTY);
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
        race.step("v1", "kvm_check_request"); // apic_request={}
        race.step("v1", "vmx_set_apic_access_page_addr"); // vcpu[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // page_refcount[1]=1; buddy={2}; host_pte=1
        race.step("v1", "gfn_to_pfn_memslot"); // page_refcount[1]=2; vcpu[v1].pfn=1
        race.step("v1", "vmcs_write64"); // vmcs[v1]=1; vcpu[v1].mmu_seq=-1
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[1]=1; vcpu[v1].pfn=0
        race.step("v1", "vcpu_enter_guest");
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "zap_pte_range"); // host_pte=0; inv[n1].batch={1}
    }
}
