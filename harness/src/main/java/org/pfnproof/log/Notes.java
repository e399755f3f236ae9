package org.pfnproof.log;

import java.util.Set;

/** Events that the recorder's probes produce and that say nothing about the protocol, or nothing that another does not say. */
final class Notes {

    private static final Set<String> KNOWN = Set.of(
            "tracing_mark_write",
            "print",
            "kvm_page_fault",
            "kvm_userspace_exit",
            "kvm_unmap_hva_range",
            "kvm_set_spte_hva",
            "kvm_age_hva",
            "kvm_test_age_hva",
            "kvm_mmu_set_spte",
            "kvm_mmu_spte_requested",
            "kvm_mmu_split_huge_page",
            "kvm_mmu_prepare_zap_page",
            "mark_mmio_spte",
            "handle_mmio_page_fault",
            "set_migration_pte",
            "remove_migration_pte",
            "kinv_begin",
            "flush_ret",
            "mm_fault",
            "mm_fault_ret",
            "zap",
            "zap_ret",
            "prot",
            "prot_ret",
            "mvpt",
            "mvpt_ret",
            "rmap_del",
            "clrflush_young",
            "clr_young",
            "test_young");

    private Notes() {}

    static boolean isKnown(String event) {
        return KNOWN.contains(event);
    }
}
