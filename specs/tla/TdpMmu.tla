------------------------------- MODULE TdpMmu -------------------------------
(***************************************************************************)
(* The thread that holds slots_lock, the loading of roots, and the list of *)
(* all steps.  arch/x86/kvm/mmu/tdp_mmu.c: kvm_tdp_mmu_wrprot_slot(),      *)
(* kvm_tdp_mmu_clear_dirty_pt_masked(), kvm_tdp_mmu_zap_collapsible_sptes()*)
(* kvm_tdp_mmu_invalidate_all_roots(), kvm_tdp_mmu_zap_invalidated_roots(),*)
(* kvm_tdp_mmu_alloc_root(); mmu.c, kvm_mmu_zap_all_fast();                *)
(* virt/kvm/kvm_main.c, kvm_get_dirty_log_protect(); Linux 6.12.           *)
(*                                                                         *)
(* What user space asks of memslots comes one at a time, under slots_lock: *)
(*   wrprot_slot      mmu_lock for READ; takes W away, by cmpxchg          *)
(*   get_dirty_log    mmu_lock for WRITE; takes bitmap and W away          *)
(*   zap_collapsible  READ; freezes an entry, flushes, then empties it     *)
(*   zap_all_fast     WRITE: all roots invalid; then READ: zaps them       *)
(* Those that hold it for read meet faults in the middle of P18.           *)
(*                                                                         *)
(* Dirty logging is on all the time or not at all: the memslot that has    *)
(* the flag is published before (Memslots).  In the kernel zap_collapsible *)
(* removes an upper-level entry with the page table below it; here the     *)
(* entry stands for both, as a page table of one leaf.  Without            *)
(* page-modification logging the dirty log takes W away, with A/D bits too.*)
(***************************************************************************)
EXTENDS TdpZap

SlotsIdle == [pc |-> "idle", op |-> "none", harvest |-> {}]
FirstGfn == CHOOSE g \in GFNS : \A h \in GFNS : g <= h
LastGfn == CHOOSE g \in GFNS : \A h \in GFNS : g >= h

tdpVars == <<notifierVars, rootVars, sptes, tlb, host, logVars, markVars, fault, iter, inv, slots>>
slotsOthers == <<faultOthers, host, fault, inv>>

TdpInit == SpteInit /\ FaultInit /\ ZapInit /\ slots = SlotsIdle

-----------------------------------------------------------------------------
(* A vCPU without a usable root frees the obsolete one and takes a valid   *)
(* one, or makes one, empty; loading it flushes the vCPU's TLB.            *)
kvm_mmu_reload(v) ==
    LET holders == Holders(iter, [vcpu_root EXCEPT ![v] = 0], scheduled_roots)
        Kept(r) == r \in holders
        kept == SelectSeq(tdp_mmu_roots, Kept)
        valid == FirstWanted(kept, ValidRoots)
        unused == {r \in ROOTS : \A i \in DOMAIN kept : kept[i] # r}
    IN  /\ fault[v].pc = "guest" /\ ~InUse(v)
        /\ read_trylock(v)
        /\ valid # 0 \/ unused # {}
        /\ LET new == IF valid # 0 THEN valid ELSE CHOOSE r \in unused : \A q \in unused : r <= q
           IN  /\ tdp_mmu_roots' = IF valid # 0 THEN kept ELSE <<new>> \o kept
               /\ invalid_roots' = (invalid_roots \cap holders) \ {new}
               /\ sptes' = IF valid # 0 THEN sptes
                           ELSE [sptes EXCEPT ![new] = [g \in GFNS |-> None]]
               /\ vcpu_root' = [vcpu_root EXCEPT ![v] = new]
        /\ free_obsolete' = free_obsolete \ {v}
        /\ tlb' = [tlb EXCEPT ![v] = [g \in GFNS |-> NoTlb]]
        /\ UNCHANGED <<notifierVars, scheduled_roots, host, logVars, markVars, fault, walkVars>>

-----------------------------------------------------------------------------
(* The thread under slots_lock *)

SlotRoots(op) == IF op = "zap_all_fast" THEN scheduled_roots ELSE ValidRoots
SlotsAtFirst(op, roots) == iter' = [iter EXCEPT ![SlotsThread] = IterAt(FirstRoot(roots), FirstGfn)]

(* Begins zap_collapsible as well, which holds the same lock.              *)
kvm_tdp_mmu_wrprot_slot(op) ==
    /\ op \in SLOT_OPS \cap {"wrprot_slot", "zap_collapsible"}
    /\ slots.pc = "idle"
    /\ read_trylock(SlotsThread)
    /\ mmu_lock' = ReadLocked(SlotsThread)
    /\ slots' = [SlotsIdle EXCEPT !.pc = "walk", !.op = op]
    /\ SlotsAtFirst(op, SlotRoots(op))
    /\ UNCHANGED <<slotsOthers, rootVars, sptes, tlb, logVars, markVars>>

(* The bitmap is taken away first, then W.                                 *)
kvm_get_dirty_log_protect ==
    /\ "get_dirty_log" \in SLOT_OPS
    /\ slots.pc = "idle" /\ dirty_bitmap # {}
    /\ write_trylock(SlotsThread)
    /\ mmu_lock' = WriteLocked(SlotsThread)
    /\ slots' = [pc |-> "walk", op |-> "get_dirty_log", harvest |-> dirty_bitmap]
    /\ dirty_bitmap' = {}
    /\ SlotsAtFirst("get_dirty_log", ValidRoots)
    /\ UNCHANGED <<slotsOthers, rootVars, sptes, tlb, uncopied, markVars>>

(* kvm_mmu_zap_all_fast(): the first half, with the lock for write.  The   *)
(* request makes all vCPUs leave the guest, and the caller waits for that. *)
VcpusToReload == {v \in VCPUS : vcpu_root[v] # 0}

kvm_tdp_mmu_invalidate_all_roots ==
    /\ "zap_all_fast" \in SLOT_OPS
    /\ slots.pc = "idle"
    /\ write_trylock(SlotsThread)
    /\ scheduled_roots' = scheduled_roots \cup
           {r \in ROOTS : Listed(r) /\ r \notin invalid_roots}
    /\ invalid_roots' = {r \in ROOTS : Listed(r)}
    /\ free_obsolete' = free_obsolete \cup VcpusToReload
    /\ slots' = [SlotsIdle EXCEPT !.pc = "zap_roots", !.op = "zap_all_fast"]
    /\ UNCHANGED <<slotsOthers, mmu_lock, tdp_mmu_roots, vcpu_root, sptes, tlb, logVars, markVars,
                   iter>>

(* The second half, with the lock for read.                                *)
kvm_tdp_mmu_zap_invalidated_roots ==
    /\ slots.pc = "zap_roots"
    /\ read_trylock(SlotsThread)
    /\ mmu_lock' = ReadLocked(SlotsThread)
    /\ slots' = [slots EXCEPT !.pc = "walk"]
    /\ SlotsAtFirst(slots.op, scheduled_roots)
    /\ UNCHANGED <<slotsOthers, rootVars, sptes, tlb, logVars, markVars>>

(* On to the next entry.  A root that has been zapped loses the TDP MMU's  *)
(* own reference.                                                          *)
SlotsAdvance ==
    LET i == iter[SlotsThread]
        scheduled == IF slots.op = "zap_all_fast" /\ i.gfn = LastGfn
                     THEN scheduled_roots \ {i.root} ELSE scheduled_roots
        iters == [iter EXCEPT ![SlotsThread] =
                     Advanced(i, FirstGfn, LastGfn, SlotRoots(slots.op), FALSE)]
    IN  /\ scheduled_roots' = scheduled
        /\ iter' = iters
        /\ PutRoots(Holders(iters, vcpu_root, scheduled))
        /\ slots' = [slots EXCEPT !.pc = "walk"]
SlotsStay ==
    /\ iter' = [iter EXCEPT ![SlotsThread].old = None]
    /\ slots' = [slots EXCEPT !.pc = "walk"]
    /\ UNCHANGED <<scheduled_roots, tdp_mmu_roots, invalid_roots>>

SlotsRoot == iter[SlotsThread].root
SlotsGfn == iter[SlotsThread].gfn
SlotsOld == iter[SlotsThread].old

slots_iter_next ==
    LET old == sptes[SlotsRoot][SlotsGfn]
        concerned == CASE slots.op = "wrprot_slot"     -> is_writable_pte(old)
                       [] slots.op = "get_dirty_log"   -> /\ is_writable_pte(old)
                                                          /\ SlotsGfn \in slots.harvest
                       [] slots.op = "zap_collapsible" -> is_shadow_present_pte(old)
                       [] slots.op = "zap_all_fast"    -> is_shadow_present_pte(old)
    IN  /\ slots.pc = "walk" /\ SlotsRoot # 0
        /\ IF concerned
           THEN /\ iter' = [iter EXCEPT ![SlotsThread].old = old]
                /\ slots' = [slots EXCEPT !.pc = "write"]
                /\ UNCHANGED <<scheduled_roots, tdp_mmu_roots, invalid_roots>>
           ELSE SlotsAdvance
        /\ UNCHANGED <<notifierVars, host, fault, inv, vcpu_root, free_obsolete,
                       sptes, tlb, logVars, markVars>>

(* tdp_mmu_set_spte_atomic(): who loses the cmpxchg reads again.           *)
SlotsStores == CmpxchgSucceeds(SlotsRoot, SlotsGfn, SlotsOld)
SlotsNewSpte == IF slots.op = "wrprot_slot" THEN [SlotsOld EXCEPT !.w = FALSE] ELSE None

tdp_mmu_set_spte_atomic ==
    /\ slots.pc = "write" /\ slots.op \in {"wrprot_slot", "zap_all_fast"}
    /\ IF SlotsStores
       THEN /\ SetSpte(SlotsRoot, SlotsGfn, SlotsNewSpte)
            /\ handle_changed_spte(SlotsGfn, SlotsOld, SlotsNewSpte)
            /\ SlotsAdvance
       ELSE SlotsStay /\ UNCHANGED <<sptes, markVars>>
    /\ UNCHANGED <<notifierVars, host, fault, inv, vcpu_root, free_obsolete, tlb, logVars>>

(* Under the write lock: an atomic AND where bits are volatile.            *)
clear_dirty_pt_masked ==
    LET old == kvm_tdp_mmu_write_spte(SlotsRoot, SlotsGfn, SlotsOld)
    IN  /\ slots.pc = "write" /\ slots.op = "get_dirty_log"
        /\ SetSpte(SlotsRoot, SlotsGfn, [old EXCEPT !.w = FALSE])
        /\ MarkPage(SlotsGfn, old.pfn, TRUE, FALSE)
        /\ SlotsAdvance
        /\ UNCHANGED <<notifierVars, host, fault, inv, vcpu_root, free_obsolete, tlb, logVars>>

(* tdp_mmu_zap_spte_atomic(): freeze; then flush, and only then empty.     *)
SlotsFrozenValue == Frozen

tdp_mmu_zap_spte_atomic ==
    /\ slots.pc = "write" /\ slots.op = "zap_collapsible"
    /\ IF SlotsStores
       THEN /\ SetSpte(SlotsRoot, SlotsGfn, SlotsFrozenValue)
            /\ slots' = [slots EXCEPT !.pc = "frozen"]
            /\ UNCHANGED <<iter, scheduled_roots, tdp_mmu_roots, invalid_roots>>
       ELSE SlotsStay /\ UNCHANGED sptes
    /\ UNCHANGED <<notifierVars, host, fault, inv, vcpu_root, free_obsolete, tlb, logVars,
                   markVars>>

kvm_flush_remote_tlbs_gfn ==
    /\ slots.pc = "frozen"
    /\ FlushTlbs
    /\ SetSpte(SlotsRoot, SlotsGfn, None)
    /\ handle_changed_spte(SlotsGfn, SlotsOld, None)
    /\ SlotsAdvance
    /\ UNCHANGED <<notifierVars, host, fault, inv, vcpu_root, free_obsolete, logVars>>

slots_cond_resched ==
    /\ slots.pc = "walk" /\ slots.op # "get_dirty_log"
    /\ MayYield(SlotsThread)
    /\ IterYields(SlotsThread)
    /\ mmu_lock' = ReadUnlocked(SlotsThread)
    /\ slots' = [slots EXCEPT !.pc = "yielded"]
    /\ UNCHANGED <<slotsOthers, rootVars, sptes, logVars, markVars>>

slots_resumes ==
    /\ slots.pc = "yielded"
    /\ read_trylock(SlotsThread)
    /\ mmu_lock' = ReadLocked(SlotsThread)
    /\ slots' = [slots EXCEPT !.pc = "walk"]
    /\ iter' = [iter EXCEPT ![SlotsThread] = IterAfterYield(@, LastGfn)]
    /\ UNCHANGED <<slotsOthers, rootVars, sptes, tlb, logVars, markVars>>

slots_unlock ==
    /\ slots.pc = "walk" /\ SlotsRoot = 0
    /\ mmu_lock' = IF mmu_lock.writer = {} THEN ReadUnlocked(SlotsThread) ELSE Unlocked
    /\ slots' = IF slots.op \in {"wrprot_slot", "get_dirty_log"}
                THEN [slots EXCEPT !.pc = "flush"] ELSE SlotsIdle
    /\ UNCHANGED <<slotsOthers, rootVars, sptes, tlb, logVars, markVars, iter>>

(* The dirty log is flushed after mmu_lock has been dropped, and before    *)
(* user space learns which pages it has to copy.                           *)
FlushBeforeCopy == TRUE

kvm_flush_remote_tlbs_memslot ==
    /\ slots.pc = "flush"
    /\ FlushTlbsIf(FlushBeforeCopy)
    /\ slots' = IF slots.op = "get_dirty_log" THEN [slots EXCEPT !.pc = "copy"] ELSE SlotsIdle
    /\ UNCHANGED <<slotsOthers, mmu_lock, rootVars, sptes, logVars, markVars, iter>>

user_space_copies ==
    /\ slots.pc = "copy"
    /\ uncopied' = uncopied \ slots.harvest
    /\ slots' = SlotsIdle
    /\ UNCHANGED <<slotsOthers, mmu_lock, rootVars, sptes, tlb, dirty_bitmap, markVars, iter>>

-----------------------------------------------------------------------------

TdpNext ==
    \/ \E v \in VCPUS, g \in GFNS : guest_reads(v, g)
    \/ \E v \in VCPUS, g \in GFNS : guest_writes(v, g)
    \/ \E v \in VCPUS, g \in GFNS, kind \in FAULTS : kvm_tdp_page_fault(v, g, kind)
    \/ \E v \in VCPUS : fast_page_fault(v)
    \/ \E v \in VCPUS : fast_pf_fix_direct_spte(v)
    \/ \E v \in VCPUS : mark_page_dirty_in_slot(v)
    \/ \E v \in VCPUS : kvm_faultin_pfn(v)
    \/ \E v \in VCPUS : hva_to_pfn(v)
    \/ \E v \in VCPUS : is_page_fault_stale(v)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E v \in VCPUS : tdp_mmu_map_handle_target_level(v)
    \/ \E v \in VCPUS : kvm_mmu_reload(v)
    \/ \E g \in GFNS : handle_mm_fault(g)
    \/ \E n \in INVALIDATORS, s, e \in GFNS : kvm_mmu_invalidate_range_start(n, s, e)
    \/ \E n \in INVALIDATORS, op \in OPS, g \in GFNS : kvm_age_gfn(n, op, g)
    \/ \E n \in INVALIDATORS : tdp_iter_next(n)
    \/ \E n \in INVALIDATORS : tdp_mmu_iter_set_spte(n)
    \/ \E n \in INVALIDATORS : age_gfn_range(n)
    \/ \E n \in INVALIDATORS : tdp_mmu_iter_cond_resched(n)
    \/ \E n \in INVALIDATORS : tdp_mmu_iter_resumes(n)
    \/ \E n \in INVALIDATORS : kvm_flush_remote_tlbs(n)
    \/ \E n \in INVALIDATORS : zap_pte_range(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_end(n)
    \/ \E op \in SLOT_OPS : kvm_tdp_mmu_wrprot_slot(op)
    \/ kvm_get_dirty_log_protect
    \/ kvm_tdp_mmu_invalidate_all_roots
    \/ kvm_tdp_mmu_zap_invalidated_roots
    \/ slots_iter_next
    \/ tdp_mmu_set_spte_atomic
    \/ clear_dirty_pt_masked
    \/ tdp_mmu_zap_spte_atomic
    \/ kvm_flush_remote_tlbs_gfn
    \/ slots_cond_resched
    \/ slots_resumes
    \/ slots_unlock
    \/ kvm_flush_remote_tlbs_memslot
    \/ user_space_copies

TdpSpec == TdpInit /\ [][TdpNext]_tdpVars

=============================================================================
