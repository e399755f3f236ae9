------------------------- MODULE MemslotsProperties -------------------------
(***************************************************************************)
(* What must hold of Memslots, the situations that a run must reach, and   *)
(* the abstraction of mmu_invalidate_seq (see OpaqueSeq: the same          *)
(* argument).                                                              *)
(***************************************************************************)
EXTENDS Memslots

FreshSlotSeq == FreshSeqFrom(0, {fault[v].mmu_seq : v \in VCPUS} \ {NoSeq})

-----------------------------------------------------------------------------
(* Safety                                                                  *)

(* Once the slot has been flushed, nothing is installed through it.        *)
NothingInstalledAfterFlush == updater.flushed => spte[updater.old] # "ram"

(* What is mapped belongs to a slot that is published; so nothing is left  *)
(* of a deleted slot when the deletion returns, or ever after.             *)
NothingMappedWithoutSlot == \A g \in GFNS : spte[g] = "ram" => memslots.gfn = g

(* in_progress is the number of invalidations that have raised it and not  *)
(* ended yet, so it comes back to zero.                                    *)
SlotInProgressBalanced ==
    mmu_invalidate_in_progress = Cardinality({n \in INVALIDATORS : inv[n].begun})

(* From the return of start to end, no SPTE maps the invalidated hva.      *)
NothingMappedWhileInvalidated ==
    \A n \in INVALIDATORS :
        inv[n].pc \in {"modify", "end"} /\ inv[n].hva = 1 => \A g \in GFNS : spte[g] # "ram"

(* A slot that is about to go is not taken for MMIO.                       *)
NoMmioUnderInvalidSlot == memslots.invalid => spte[memslots.gfn] # "mmio"

(* An SPTE that maps memory is removed and flushed before the gfn can      *)
(* become MMIO.  True of deletion; not of creation and move.               *)
LiveSpteNotReplacedByMmio ==
    [][\A g \in GFNS : spte[g] = "ram" => spte'[g] # "mmio"]_slotAllVars

-----------------------------------------------------------------------------
(* Liveness.  Every thread that can take a step takes it some day.  The    *)
(* question is what is assumed of the wait for the active count:           *)
(* weak: the updater gets on if the count stays zero; strong: it gets on   *)
(* if the count is zero again and again, although it may be elevated       *)
(* whenever the updater looks.  The kernel promises only the weak one: the *)
(* waiter is woken at zero and looks again later.                          *)
SlotVcpuSteps(v) == kvm_faultin_pfn(v) \/ kvm_tdp_mmu_map(v)

SlotInvalidatorSteps(n) ==
    \/ kvm_handle_hva_range(n)
    \/ kvm_mmu_invalidate_range_start(n)
    \/ kvm_mmu_invalidate_end(n)
    \/ range_meets_no_memslot(n)
    \/ kvm_mmu_notifier_invalidate_range_end(n)

SlotThreadsRun ==
    /\ \A v \in VCPUS : WF_slotAllVars(SlotVcpuSteps(v))
    /\ \A n \in INVALIDATORS : WF_slotAllVars(SlotInvalidatorSteps(n))
    /\ WF_slotAllVars(synchronize_srcu \/ kvm_arch_flush_shadow_memslot)

SlotWeakSpec ==
    /\ SlotSpec /\ SlotThreadsRun
    /\ WF_slotAllVars(kvm_invalidate_memslot) /\ WF_slotAllVars(kvm_swap_active_memslots)

SlotStrongSpec ==
    /\ SlotSpec /\ SlotThreadsRun
    /\ SF_slotAllVars(kvm_invalidate_memslot) /\ SF_slotAllVars(kvm_swap_active_memslots)

Updating == updater.pc # "idle"
NoneActive == \A n \in INVALIDATORS : inv[n].pc = "idle"

(* Every update returns; it returns at least once invalidations stop.      *)
MemslotUpdateReturns == []<>~Updating
MemslotUpdateReturnsOnceQuiet == <>[]NoneActive => []<>~Updating

-----------------------------------------------------------------------------
(* Witnesses                                                               *)

SlotFaultRetriesInvalid ==
    \E v \in VCPUS : fault[v].pc = "faultin" /\ fault[v].slot.invalid /\ fault'[v].pc = "guest"
SlotFaultOutlivesPublication ==
    \E v \in VCPUS : /\ fault[v].pc = "map" /\ fault'[v].pc = "guest" /\ memslots.invalid
                     /\ spte[fault[v].gfn] # "ram" /\ spte'[fault[v].gfn] = "ram"
SlotFaultRetriesByNotifier ==
    \E v \in VCPUS : fault[v].pc = "map" /\ fault'[v].pc = "guest" /\ fault[v].slot # NoSlot
                     /\ spte'[fault[v].gfn] # "ram"
SlotUpdaterWaitsForInvalidation ==
    updater.pc \in {"swap_invalid", "swap"} /\ mn_active_invalidate_count # 0
SlotUpdaterWaitsForReaders == updater.pc \in {"srcu_invalid", "srcu"} /\ grace # {}
SlotFlushZaps == updater.pc = "flush" /\ updater'.pc # "flush" /\ spte[updater.old] = "ram"
SlotMmioInstalled == \E g \in GFNS : spte[g] = "mmio"
SlotMovedAndMapped == \E g \in GFNS : g # 1 /\ spte[g] = "ram"
SlotInvalidationOfInvalidSlot == \E n \in INVALIDATORS : inv[n].pc = "begin" /\ inv[n].slot.invalid
SlotInvalidationBetweenSlots ==
    \E n \in INVALIDATORS : inv[n].pc = "begin" /\ inv[n].hva = 1 /\ inv[n].slot.gfn = 0

=============================================================================
