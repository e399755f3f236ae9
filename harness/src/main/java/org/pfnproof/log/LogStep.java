package org.pfnproof.log;

import org.pfnproof.log.LogKernel.Outcome;

/**
 * What one line of a log says, in the protocol's words: one step of one thread. Which parts mean something depends on {@link Kind}; the
 * others are 0, false, CONTINUE. The values of KVM's counters that the log also has ({@code seq}, {@code inprog}, {@code rs}, {@code re},
 * {@code snap}) are not taken over: ask the event, and only to compare.
 *
 * @param kind what happened
 * @param event the line
 * @param gfn guest frame number
 * @param first first host virtual address, or first gfn
 * @param last the one after the last
 * @param pfn page frame number
 * @param value another number
 * @param flag a yes or no
 * @param outcome what a function of the fault path returned
 */
public record LogStep(
        Kind kind,
        LogEvent event,
        long gfn,
        long first,
        long last,
        long pfn,
        long value,
        boolean flag,
        Outcome outcome) {

    /** The thread that took the step. */
    public int thread() {
        return event.pid();
    }

    /** What can happen. Threads that fault are vCPUs; any thread may invalidate. */
    public enum Kind {
        /** A vCPU enters kvm_tdp_page_fault(): gfn; value, the vCPU's number; flag, a write. */
        FAULT,
        /** It enters kvm_faultin_pfn() with a valid memslot: gfn; value, the slot's id. */
        FAULTIN,
        /** The same with a memslot that has KVM_MEMSLOT_INVALID. */
        FAULTIN_INVALID_SLOT,
        /** The same without a memslot. */
        FAULTIN_NO_SLOT,
        /** It has read mmu_invalidate_seq, at some time since its last line: gfn. */
        SNAPSHOT,
        /** Lockless test before the lookup: in_progress has been read. */
        EARLY_IN_PROGRESS,
        /** The same: seq has been read. */
        EARLY_SEQ,
        /** hva_to_pfn() begins: first, the hva. */
        LOOKUP,
        /** It returns: pfn, with a reference. */
        LOOKED_UP,
        /** It returns an error: value. */
        LOOKUP_FAILED,
        /** Lockless test after the lookup: in_progress has been read. */
        LATE_IN_PROGRESS,
        /** The same: seq has been read. */
        LATE_SEQ,
        /** kvm_faultin_pfn() returns: outcome. */
        FAULTIN_DONE,
        /** is_page_fault_stale() begins, mmu_lock held for read: gfn; pfn; flag, whether there is a page at all (not MMIO). */
        STALE,
        /** It returns: flag, stale. */
        STALE_VERDICT,
        /** kvm_tdp_mmu_map() begins: gfn; pfn; flag, whether there is a page at all (not MMIO). */
        MAP,
        /** It returns: outcome. */
        MAPPED,
        /** kvm_release_pfn_clean(): pfn; flag, whether there is a page at all. */
        RELEASE,
        /** kvm_tdp_page_fault() returns: outcome. */
        FAULT_DONE,
        /** fast_page_fault() was enough: gfn. */
        FAST_FAULT,
        /** A leaf SPTE comes: gfn; pfn; value, the level. */
        SPTE_SET,
        /** A leaf SPTE goes: gfn; pfn, what it mapped; value, the level. */
        SPTE_CLEARED,
        /** A large leaf SPTE becomes a page table of smaller ones: gfn; pfn; value, the level. */
        SPTE_SPLIT,
        /** A leaf SPTE changes bits only: gfn; pfn; value, the level. */
        SPTE_BITS,
        /** A leaf SPTE maps another page, which must never happen: gfn; pfn; first, the old pfn; value, the level. */
        SPTE_REPLACED,
        /** An SPTE becomes one for MMIO: gfn. */
        SPTE_MMIO,
        /** An SPTE of a page table, or one that is not present, changes: gfn; value, the level. */
        SPTE_TABLE,
        /** mmu_notifier invalidate_range_start begins: first and last, hvas; value, the event (enum mmu_notifier_event). */
        INV_START,
        /** in_progress++ has been stored, mmu_lock held for write. */
        INV_BEGIN,
        /** kvm_unmap_gfn_range() begins: first and last, gfns; value, the slot's id. */
        UNMAP,
        /** It returns: flag, whether a flush is needed. */
        UNMAPPED,
        /** kvm_flush_remote_tlbs(). */
        FLUSH,
        /** invalidate_range_start returns. */
        INV_STARTED,
        /** invalidate_range_end begins: first and last, hvas. */
        INV_STOP,
        /** kvm_mmu_invalidate_end() begins, mmu_lock held for write; nothing stored yet. 6.12 only. */
        INV_END_BEGINS,
        /** seq++ and in_progress-- have been stored, mmu_lock held for write. */
        INV_END,
        /** invalidate_range_end returns. */
        INV_STOPPED,
        /** change_pte of 6.1: first, the hva. */
        CHANGE_PTE,
        /** The host has a new anonymous page: pfn; first, the hva. */
        PAGE_NEW,
        /** Pages go back to the allocator: pfn; value, how many. */
        PAGE_FREE,
        /** kvm_set_memslot() begins: value, enum kvm_mr_change (0 create, 1 delete, 2 move, 3 flags). */
        SLOTS_CHANGE,
        /** kvm_swap_active_memslots() begins: it may still have to wait for active invalidations. */
        SLOTS_SWAP,
        /** kvm_arch_flush_shadow_memslot() begins: value, the slot's id. */
        SLOT_FLUSH,
        /** kvm_mmu_zap_all_fast(): all roots become obsolete, mmu_lock held for write. */
        ROOTS_OBSOLETE,
        /** kvm_set_memslot() returns. */
        SLOTS_CHANGED,
        /** Known, but of no matter to the protocol. */
        NOTE,
        /** Nothing that is known. */
        UNKNOWN
    }
}
