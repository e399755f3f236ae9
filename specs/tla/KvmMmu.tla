------------------------------- MODULE KvmMmu -------------------------------
(***************************************************************************)
(* The composition: vCPUs that fault, threads that invalidate, and the     *)
(* host's memory management, over shared pages.  Start reading here, then  *)
(* PageFault (the vCPU), Invalidation (the notifier), MmuNotifier (what    *)
(* the two share), Sptes, PrimaryMmu, Pages.  The properties are in        *)
(* KvmMmuProperties.                                                       *)
(***************************************************************************)
EXTENDS OpaqueSeq

vars == <<pageVars, notifierVars, spteVars, hostVars, inv, fault>>

TypeOK ==
    /\ PagesTypeOK
    /\ NotifierTypeOK
    /\ SptesTypeOK
    /\ HostTypeOK
    /\ InvalidationTypeOK
    /\ FaultTypeOK

Init ==
    /\ PagesInit
    /\ NotifierInit
    /\ SptesInit
    /\ HostInit
    /\ InvalidationInit
    /\ FaultInit

-----------------------------------------------------------------------------
(* The rest of user space: another thread of the VMM touches the memory,   *)
(* a forked child goes away.                                               *)

handle_mm_fault(h, f, write) ==
    /\ HandleMmFault(h, f, write)
    /\ UNCHANGED <<notifierVars, inv, fault>>

child_unmaps(h) ==
    /\ ChildUnmaps(h)
    /\ UNCHANGED <<notifierVars, inv, fault>>

-----------------------------------------------------------------------------

Next ==
    \/ \E v \in VCPUS, g \in GFNS, write \in WRITES : kvm_tdp_page_fault(v, g, write)
    \/ \E v \in VCPUS : vcpu_enter_guest(v)
    \/ \E v \in VCPUS : kvm_faultin_pfn(v)
    \/ \E v \in VCPUS : mmu_invalidate_retry_early(v)
    \/ \E v \in VCPUS : hva_to_pfn(v)
    \/ \E v \in VCPUS : hva_to_pfn_remapped(v)
    \/ \E v \in VCPUS, f \in FRAMES : faultin_page(v, f)
    \/ \E v \in VCPUS : check_vma_flags(v)
    \/ \E v \in VCPUS : mmu_invalidate_retry_late(v)
    \/ \E v \in VCPUS : read_lock_mmu_lock(v)
    \/ \E v \in VCPUS : is_page_fault_stale(v)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E v \in VCPUS : read_unlock_mmu_lock(v)
    \/ \E v \in VCPUS : kvm_release_pfn_clean(v)

    \/ \E n \in INVALIDATORS, op \in OPS, first \in HVAS, last \in HVAS :
           invalidate_range_start(n, op, first, last)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_range_start(n)
    \/ \E n \in INVALIDATORS : range_meets_no_memslot(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_range_add(n)
    \/ \E n \in INVALIDATORS : kvm_unmap_gfn_range(n)
    \/ \E n \in INVALIDATORS, g \in GFNS : tdp_mmu_iter_cond_resched(n, g)
    \/ \E n \in INVALIDATORS : tdp_mmu_iter_resumes(n)
    \/ \E n \in INVALIDATORS : zap_pte_range(n)
    \/ \E n \in INVALIDATORS : change_pte_range(n)
    \/ \E n \in INVALIDATORS : copy_present_ptes(n)
    \/ \E n \in INVALIDATORS, f \in FRAMES : wp_page_copy(n, f)
    \/ \E n \in INVALIDATORS : wp_page_copy_raced(n)
    \/ \E n \in INVALIDATORS : try_to_migrate_one(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_end(n)
    \/ \E n \in INVALIDATORS : mmu_invalidate_in_progress_dec(n)
    \/ \E n \in INVALIDATORS : end_meets_no_memslot(n)
    \/ \E n \in INVALIDATORS, f \in FRAMES : free_pages_and_swap_cache(n, f)
    \/ \E n \in INVALIDATORS, f \in FRAMES : migrate_folio(n, f)
    \/ \E n \in INVALIDATORS : migrate_folio_undo(n)
    \/ \E n \in INVALIDATORS : putback_lru_folio(n)

    \/ \E h \in HVAS, f \in FRAMES, write \in WRITES : handle_mm_fault(h, f, write)
    \/ \E h \in HVAS : child_unmaps(h)

Spec == Init /\ [][Next]_vars

=============================================================================
