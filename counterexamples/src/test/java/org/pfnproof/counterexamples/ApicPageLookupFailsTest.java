package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A failed lookup leaves the old address in the VMCS.
 *
 * <p>User space unmaps the APIC access page for good, or the lookup fails for another reason.
 * vmx_set_apic_access_page_addr() returns and raises no request, so that the vCPU goes on with the address of a
 * page that has been freed. The CPU only compares with that address; but the frame may be another page of the
 * guest by then, and accesses to that one are taken for accesses to the APIC. mmu_invalidate_seq is opaque, so
 * the number of reloads and invalidations is not bounded.
 *
 * <p>Written by {@code harness/pfnproof record apic-page-lookup-fails}.
 */
class ApicPageLookupFailsTest {
    /**
     * No vCPU runs guest code with a free page in its VMCS.
     */
    private static final String PROPERTY = "ApicGuestRunsWithoutFreedPage";

    @Test
    void isViolated() {
        Race race = Races.of("apic-page-lookup-fails", PROPERTY);
        race(race);
        Races.assertViolated(race);
    }

    /**
     * A failed lookup leaves the old address in the VMCS. Model apic-page-lookup-fails, linux-6.12.
     */
    private static void race(Race race) {
        race.step("v1", "kvm_check_request"); // apic_request={}
        race.step("v1", "vmx_set_apic_access_page_addr"); // vcpu[v1].mmu_seq=0
        race.step("v1", "faultin_page", "f=1"); // page_refcount[1]=1; buddy={2}; host_pte=1
        race.step("v1", "gfn_to_pfn_memslot"); // page_refcount[1]=2; vcpu[v1].pfn=1
        race.step("v1", "vmcs_write64"); // vmcs[v1]=1; vcpu[v1].mmu_seq=-1
        race.step("v1", "kvm_release_pfn_clean"); // page_refcount[1]=1; vcpu[v1].pfn=0
        race.step("n1", "kvm_unmap_gfn_range"); // mmu_invalidate_in_progress=1; ...
        race.step("n1", "zap_pte_range"); // host_pte=0; inv[n1].batch={1}
        race.step("n1", "free_pages_and_swap_cache", "f=1"); // page_refcount[1]=0; buddy={1,2}; inv[n1].batch={}
        race.step("v1", "kvm_check_request"); // apic_request={}
        race.step("v1", "vmx_set_apic_access_page_addr"); // vcpu[v1].mmu_seq=0
        race.step("v1", "is_error_noslot_pfn"); // vcpu[v1].mmu_seq=-1
        race.step("v1", "vcpu_enter_guest");
    }
}
