package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;
import org.pfnproof.replay.Race;

/**
 * A reload that must be retried keeps its reference.
 *
 * <p>The put is forgotten on the way out of a failed retry test.
 *
 * <p>As the kernel has it: Both ways go through kvm_release_pfn_clean().
 *
 * <p>Written by {@code harness/pfnproof record apic-put-forgotten}.
 */
class ApicPutForgottenTest {
    /**
     * The count of each page is the number of its holders: the host's entry, unmappers, reloads.
     */
    private static final String PROPERTY = "ApicReferencesBalanced";

    @Test
    void isViolated() {
        Race race = Races.of("apic-page-two-invalidators", "apic-put-forgotten", PROPERTY);
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
        race.step("v1", "vmcs_write64"); // apic_request={v1}; vcpu[v1].mmu_seq=-1
        race.step("v1", "kvm_release_pfn_clean"); // vcpu[v1].pfn=0
    }
}
