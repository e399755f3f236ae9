------------------------- MODULE AgingAndChangePte --------------------------
(***************************************************************************)
(* The callbacks that are no invalidation: clear_flush_young, clear_young, *)
(* test_young, and change_pte of 6.1.  virt/kvm/kvm_main.c,                *)
(* kvm_mmu_notifier_clear_flush_young() and so on,                         *)
(* kvm_mmu_notifier_change_pte(), kvm_change_spte_gfn();                   *)
(* arch/x86/kvm/mmu/tdp_mmu.c, age_gfn_range(), set_spte_gfn(); Linux 6.1. *)
(* In 6.12 change_pte is gone, the rest is the same.                       *)
(*                                                                         *)
(* Aging clears the accessed bit of the SPTE under mmu_lock and flushes,   *)
(* or does not; it calls neither begin nor end and moves no counter.  The  *)
(* hardware sets the bit when it walks the table, not when the TLB has the *)
(* translation.                                                            *)
(*                                                                         *)
(* change_pte tells what page an entry is about to get: set_pte_at_notify()*)
(* of KSM and copy-on-write, under the page-table lock, between start and  *)
(* end, after the entry has been cleared.  If no invalidation is in        *)
(* progress (none met a memslot) KVM returns at once; else it rewrites the *)
(* SPTE, of which start has left nothing.                                  *)
(*                                                                         *)
(* Simplifications, and why they lose nothing.  One page behind a memslot. *)
(* Start, walk and flush are one step, as is a fault's P15..P19 (module    *)
(* SlotRanges has them apart).  A page is "current" if the host's entry    *)
(* maps it or is about to, else "stale".  What becomes of the accessed bit *)
(* when an SPTE goes: module Sptes.                                        *)
(***************************************************************************)
EXTENDS ActiveCount

CONSTANTS
    OPS,         \* what the host does: "zap", "replace" (with change_pte)
    AGING        \* which callbacks age: "clear_flush_young", "clear_young"

VARIABLES
    spte,        \* [pfn: "none", "current" or "stale"; young: accessed bit]
    tlb,         \* vCPUs whose TLB has the translation
    fault,       \* vCPU -> its page fault
    inv,         \* invalidator -> what it is doing
    used         \* history: the guest has used the page since it was last aged

ageVars == <<notifierVars, mn_active_invalidate_count, spte, tlb, fault, inv, used>>

NoSpte == [pfn |-> "none", young |-> FALSE]
InGuest == [pc |-> "guest", mmu_seq |-> NoSeq, pfn |-> "none"]
InvIdle == [pc |-> "idle", op |-> "none"]

AgeInit ==
    /\ NotifierInit /\ CountInit
    /\ spte = NoSpte
    /\ tlb = {}
    /\ fault = [v \in VCPUS |-> InGuest]
    /\ inv = [n \in INVALIDATORS |-> InvIdle]
    /\ used = FALSE

AgeTypeOK ==
    /\ NotifierTypeOK /\ CountTypeOK
    /\ spte.pfn \in {"none", "current", "stale"} /\ spte.young \in BOOLEAN
    /\ tlb \subseteq VCPUS /\ used \in BOOLEAN
    /\ \A v \in VCPUS : fault[v].pc \in {"guest", "lookup", "map"}
    /\ \A n \in INVALIDATORS : inv[n].pc \in {"idle", "clear", "change_pte", "set", "end"}

-----------------------------------------------------------------------------
(* The guest, and its page fault *)

guest_access(v) ==
    /\ spte # NoSpte
    /\ fault[v].pc = "guest"
    /\ spte' = IF v \in tlb THEN spte ELSE [spte EXCEPT !.young = TRUE]
    /\ tlb' = tlb \cup {v}
    /\ used' = TRUE
    /\ UNCHANGED <<notifierVars, mn_active_invalidate_count, fault, inv>>

ageFaultUnchanged == <<notifierVars, mn_active_invalidate_count, tlb, inv>>

kvm_faultin_pfn(v) ==
    /\ fault[v].pc = "guest" /\ spte = NoSpte
    /\ fault' = [fault EXCEPT ![v] = [pc |-> "lookup", mmu_seq |-> mmu_invalidate_seq,
                                      pfn |-> "none"]]
    /\ UNCHANGED <<ageFaultUnchanged, spte, used>>

(* Not while the host holds the page-table lock with the entry cleared.    *)
PteLocked == \E n \in INVALIDATORS : inv[n].pc \in {"change_pte", "set"}

hva_to_pfn(v) ==
    /\ fault[v].pc = "lookup" /\ ~PteLocked
    /\ fault' = [fault EXCEPT ![v].pc = "map", ![v].pfn = "current"]
    /\ UNCHANGED <<ageFaultUnchanged, spte, used>>

(* The new SPTE has the accessed bit set.                                  *)
kvm_tdp_mmu_map(v) ==
    /\ fault[v].pc = "map"
    /\ spte' = IF mmu_invalidate_retry_gfn(fault[v].mmu_seq, 1) THEN spte
               ELSE [pfn |-> fault[v].pfn, young |-> TRUE]
    /\ fault' = [fault EXCEPT ![v] = InGuest]
    /\ UNCHANGED <<ageFaultUnchanged, used>>

-----------------------------------------------------------------------------
(* Aging.  The host holds the page-table lock. *)

FlushedBy(callback) == IF callback = "clear_flush_young" THEN {} ELSE tlb

age_gfn_range(callback) ==
    /\ callback \in AGING
    /\ ~PteLocked
    /\ spte.young
    /\ spte' = [spte EXCEPT !.young = FALSE]
    /\ tlb' = FlushedBy(callback)
    /\ used' = FALSE
    /\ UNCHANGED <<notifierVars, mn_active_invalidate_count, fault, inv>>

-----------------------------------------------------------------------------
(* The host takes the page away, or puts another one in its place *)

ZappedByStart == NoSpte
FlushedByStart == {}

kvm_mmu_notifier_invalidate_range_start(n, op) ==
    /\ inv[n].pc = "idle" /\ op \in OPS
    /\ active_count_inc
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' = RangeAdded(1, 2)
    /\ spte' = ZappedByStart
    /\ tlb' = FlushedByStart
    /\ used' = FALSE
    /\ inv' = [inv EXCEPT ![n] = [pc |-> "clear", op |-> op]]
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_lock, fault>>

(* ptep_clear_flush() *)
ptep_clear_flush(n) ==
    /\ inv[n].pc = "clear" /\ ~PteLocked
    /\ spte' = IF spte = NoSpte THEN spte ELSE [spte EXCEPT !.pfn = "stale"]
    /\ fault' = [v \in VCPUS |-> IF fault[v].pfn = "current"
                                 THEN [fault[v] EXCEPT !.pfn = "stale"] ELSE fault[v]]
    /\ inv' = [inv EXCEPT ![n].pc = IF inv[n].op = "replace" THEN "change_pte" ELSE "end"]
    /\ UNCHANGED <<notifierVars, mn_active_invalidate_count, tlb, used>>

(* The test is without mmu_lock.  The own invalidation, if it met the      *)
(* memslot, is in progress.  A read-only page is mapped at once, another   *)
(* one only unmapped.                                                      *)
NothingInProgress == mmu_invalidate_in_progress = 0

kvm_mmu_notifier_change_pte(n, writable) ==
    /\ inv[n].pc = "change_pte"
    /\ IF NothingInProgress \/ spte = NoSpte
       THEN UNCHANGED <<spte, tlb>>
       ELSE /\ spte' = IF writable THEN NoSpte ELSE [pfn |-> "current", young |-> FALSE]
            /\ tlb' = {}
    /\ inv' = [inv EXCEPT ![n].pc = "set"]
    /\ UNCHANGED <<notifierVars, mn_active_invalidate_count, fault, used>>

set_pte_at(n) ==
    /\ inv[n].pc = "set"
    /\ inv' = [inv EXCEPT ![n].pc = "end"]
    /\ UNCHANGED <<notifierVars, mn_active_invalidate_count, spte, tlb, fault, used>>

kvm_mmu_notifier_invalidate_range_end(n) ==
    /\ inv[n].pc = "end"
    /\ mmu_invalidate_seq' = NextSeq
    /\ kvm_mmu_invalidate_end_dec
    /\ active_count_dec
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<mmu_lock, spte, tlb, fault, used>>

-----------------------------------------------------------------------------

AgeNext ==
    \/ \E v \in VCPUS : guest_access(v)
    \/ \E v \in VCPUS : kvm_faultin_pfn(v)
    \/ \E v \in VCPUS : hva_to_pfn(v)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E callback \in AGING : age_gfn_range(callback)
    \/ \E n \in INVALIDATORS, op \in OPS : kvm_mmu_notifier_invalidate_range_start(n, op)
    \/ \E n \in INVALIDATORS : ptep_clear_flush(n)
    \/ \E n \in INVALIDATORS, writable \in BOOLEAN : kvm_mmu_notifier_change_pte(n, writable)
    \/ \E n \in INVALIDATORS : set_pte_at(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_notifier_invalidate_range_end(n)

AgeSpec == AgeInit /\ [][AgeNext]_ageVars

=============================================================================
