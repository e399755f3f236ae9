package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * The APIC access page is reloaded without a retry test.
 *
 * <p>Start raises the request while the host still maps the page. A vCPU looks it up again at once, and writes
 * the old address to its VMCS; nobody raises the request once the page is unmapped.
 *
 * <p>As the kernel has it: The retry test, with mmu_lock held for read, before the VMCS is written.
 *
 * <p>Written by {@code harness/pfnproof record apic-no-retry-test}.
 */
class ApicNoRetryTestTest {
    /**
     * A vCPU runs guest code only with the page in its VMCS that the host maps.
     */
    private static final String PROPERTY = "ApicGuestRunsWithHostsPage";

    @Test
    void isViolated() {
        Race race = Races.of("apic-page-two-invalidators", "apic-no-retry-test", PROPERTY);
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
        race.step("v1", "vmcs_write64"); // vmcs[v1]=1; vcpu[v1].mmu_seq=-1
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[1]=1; vcpu[v1].pfn=0
        race.step("v1", "vcpu_enter_guest");
        race.step("n1", "zap_pte_range"); // host_pte=0; inv[n1].batch={1}
    }
}
