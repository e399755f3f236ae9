------------------------------ MODULE Memslots ------------------------------
(***************************************************************************)
(* A memslot is created, deleted and moved while vCPUs fault on it and the *)
(* host invalidates what is behind it: virt/kvm/kvm_main.c,                *)
(* kvm_set_memslot(), kvm_swap_active_memslots(), kvm_invalidate_memslot();*)
(* arch/x86/kvm/mmu/mmu.c, kvm_arch_flush_shadow_memslot(),                *)
(* kvm_faultin_pfn(); Linux 6.12, TDP MMU.                                 *)
(*                                                                         *)
(* Deletion and move, all under slots_lock:                                *)
(*   swap_invalid  publish a copy of the slot with KVM_MEMSLOT_INVALID     *)
(*   srcu_invalid  synchronize_srcu(): whoever saw the old slot is done    *)
(*   flush         zap the slot's SPTEs, mmu_lock held for write           *)
(*   swap          publish the memslots without the slot, or with it moved *)
(*   srcu          synchronize_srcu()                                      *)
(* Creation has the last two only.  Each publication waits, under          *)
(* mn_invalidate_lock, until mn_active_invalidate_count is zero: the start *)
(* and the end of one invalidation must see the same memslots, or          *)
(* in_progress does not come back to zero.                                 *)
(*                                                                         *)
(* A fault looks the slot up first and takes its snapshot of seq later, so *)
(* seq says nothing about memslots.  What keeps a fault from installing    *)
(* through a slot that is gone is SRCU: the flush comes after every fault  *)
(* that saw the slot without the flag, and the others retry (P7).          *)
(*                                                                         *)
(* Simplifications, and why they lose nothing.  One slot of one page,      *)
(* backed by hva 1; the other hvas back nothing.  Slots do not meet but in *)
(* the counters, and those an invalidation raises once however many slots  *)
(* it meets.  Host pages are left out: which page may be mapped is asked   *)
(* in KvmMmu, here the question is through which slot.  Sections of        *)
(* mmu_lock are one step, that of a fault (P15..P19) too: its test and its *)
(* cmpxchg exclude begin, end and flush, and depend on another fault's     *)
(* only by the SPTE, which the cmpxchg decides.  The x86 default, to make  *)
(* all roots invalid instead of zapping the slot, sends more faults back,  *)
(* never fewer.  An MMIO SPTE carries the generation of the memslots and   *)
(* is not used when that has changed: it is gone at the end of a grace     *)
(* period.  slots_arch_lock has nothing to protect here.                   *)
(***************************************************************************)
EXTENDS ActiveCount

CONSTANTS
    HVAS,        \* host virtual addresses, 1..n; hva 1 backs the slot
    UPDATES      \* what user space does: some of "create", "delete", "move"

VARIABLES
    memslots,    \* the published ones: [gfn, invalid]; gfn 0: there is no slot
    updater,     \* the thread inside kvm_set_memslot(), holding slots_lock
    grace,       \* readers that the running synchronize_srcu() waits for
    spte,        \* gfn -> "none", "ram" or "mmio"
    fault,       \* vCPU -> its page fault
    inv          \* invalidator -> what it is doing

slotVars == <<memslots, updater, grace>>
slotAllVars == <<notifierVars, mn_active_invalidate_count, slotVars, spte, fault, inv>>

NoSlot == [gfn |-> 0, invalid |-> FALSE]
UpdaterIdle == [pc |-> "idle", old |-> 0, new |-> 0, flushed |-> FALSE]
InGuest == [pc |-> "guest", gfn |-> 0, slot |-> NoSlot, mmu_seq |-> NoSeq]
InvIdle == [pc |-> "idle", hva |-> 0, slot |-> NoSlot, begun |-> FALSE]

SlotInit ==
    /\ NotifierInit
    /\ CountInit
    /\ memslots = [gfn |-> 1, invalid |-> FALSE]
    /\ updater = UpdaterIdle
    /\ grace = {}
    /\ spte = [g \in GFNS |-> "none"]
    /\ fault = [v \in VCPUS |-> InGuest]
    /\ inv = [n \in INVALIDATORS |-> InvIdle]

SlotTypeOK ==
    /\ NotifierTypeOK /\ CountTypeOK
    /\ memslots.gfn \in GFNS \cup {0} /\ memslots.invalid \in BOOLEAN
    /\ updater.pc \in {"idle", "swap_invalid", "srcu_invalid", "flush", "swap", "srcu"}
    /\ updater.old \in GFNS \cup {0} /\ updater.new \in GFNS \cup {0}
    /\ updater.flushed \in BOOLEAN
    /\ grace \subseteq VCPUS \cup INVALIDATORS
    /\ \A g \in GFNS : spte[g] \in {"none", "ram", "mmio"}
    /\ \A v \in VCPUS :
           /\ fault[v].pc \in {"guest", "faultin", "map"}
           /\ fault[v].gfn \in GFNS \cup {0} /\ fault[v].mmu_seq \in Nat \cup {NoSeq}
    /\ \A n \in INVALIDATORS :
           /\ inv[n].pc \in {"idle", "start", "begin", "modify", "end", "count_dec"}
           /\ inv[n].hva \in HVAS \cup {0} /\ inv[n].begun \in BOOLEAN

-----------------------------------------------------------------------------
(* SRCU.  A grace period waits for the readers that were inside when it    *)
(* began; leaving is done together with the reader's last step.            *)

SrcuReaders ==
    {v \in VCPUS : fault[v].pc # "guest"} \cup {n \in INVALIDATORS : inv[n].pc \in {"begin", "end"}}
srcu_read_unlock(reader) == grace' = grace \ {reader}

-----------------------------------------------------------------------------
(* The updater *)

UpdateStepAfter(step) ==
    CASE step = "set"          -> "swap_invalid"
      [] step = "swap_invalid" -> "srcu_invalid"
      [] step = "srcu_invalid" -> "flush"
      [] step = "flush"        -> "swap"
      [] step = "swap"         -> "srcu"
      [] step = "srcu"         -> "idle"

updaterUnchanged == <<notifierVars, mn_active_invalidate_count, fault, inv>>

(* KVM_SET_USER_MEMORY_REGION; slots_lock admits one at a time. *)
kvm_set_memslot(update, g) ==
    /\ updater.pc = "idle"
    /\ CASE update = "create" -> memslots.gfn = 0
         [] update = "delete" -> memslots.gfn # 0 /\ g = memslots.gfn
         [] update = "move"   -> memslots.gfn \notin {0, g}
    /\ updater' = [UpdaterIdle EXCEPT
           !.pc = IF update = "create" THEN "swap" ELSE UpdateStepAfter("set"),
           !.old = memslots.gfn,
           !.new = IF update = "delete" THEN 0 ELSE g]
    /\ UNCHANGED <<updaterUnchanged, memslots, grace, spte>>

(* kvm_swap_active_memslots(): sleeps until no invalidation is active.     *)
(* Nobody holds new invalidations back meanwhile, so it may sleep long.    *)
(* Before the first publication the wait changes nothing that any property *)
(* sees: the INVALID copy has the same gfn, so start and end agree.        *)
NoInvalidationActive == mn_active_invalidate_count = 0

Published(slots, step) ==
    /\ memslots' = slots
    /\ updater' = [updater EXCEPT !.pc = UpdateStepAfter(step)]
    /\ grace' = SrcuReaders

kvm_invalidate_memslot ==
    /\ updater.pc = "swap_invalid"
    /\ NoInvalidationActive
    /\ Published([memslots EXCEPT !.invalid = TRUE], "swap_invalid")
    /\ UNCHANGED <<updaterUnchanged, spte>>

kvm_swap_active_memslots ==
    /\ updater.pc = "swap"
    /\ NoInvalidationActive
    /\ Published([gfn |-> updater.new, invalid |-> FALSE], "swap")
    /\ UNCHANGED <<updaterUnchanged, spte>>

(* The grace period is over, and with it the generation of MMIO SPTEs.     *)
synchronize_srcu ==
    /\ updater.pc \in {"srcu_invalid", "srcu"}
    /\ grace = {}
    /\ spte' = [g \in GFNS |-> IF spte[g] = "mmio" THEN "none" ELSE spte[g]]
    /\ updater' = IF UpdateStepAfter(updater.pc) = "idle"
                  THEN UpdaterIdle ELSE [updater EXCEPT !.pc = UpdateStepAfter(updater.pc)]
    /\ UNCHANGED <<updaterUnchanged, memslots, grace>>

kvm_arch_flush_shadow_memslot ==
    /\ updater.pc = "flush"
    /\ spte' = [spte EXCEPT ![updater.old] = "none"]
    /\ updater' = [updater EXCEPT !.pc = UpdateStepAfter("flush"), !.flushed = TRUE]
    /\ UNCHANGED <<updaterUnchanged, memslots, grace>>

-----------------------------------------------------------------------------
(* A vCPU's page fault *)

faultUnchanged == <<notifierVars, mn_active_invalidate_count, memslots, updater, inv>>

(* P0.  Enters the srcu section and looks the slot up. *)
SlotOf(g) == IF memslots.gfn = g THEN memslots ELSE NoSlot

kvm_tdp_page_fault(v, g) ==
    /\ fault[v].pc = "guest"
    /\ spte[g] # "ram"
    /\ fault' = [fault EXCEPT ![v] = [InGuest EXCEPT !.pc = "faultin", !.gfn = g, !.slot = SlotOf(g)]]
    /\ UNCHANGED <<faultUnchanged, grace, spte>>

(* P4 snapshot, P6 and P7: no slot means MMIO, an INVALID one "again".     *)
(* The lookup of the page (P10) leaves no trace here.                      *)
IsInvalidSlot(slot) == slot.invalid
SlotForMapping(slot) == slot

kvm_faultin_pfn(v) ==
    LET slot == fault[v].slot
    IN  /\ fault[v].pc = "faultin"
        /\ IF IsInvalidSlot(slot)
           THEN /\ fault' = [fault EXCEPT ![v] = InGuest]
                /\ srcu_read_unlock(v)
           ELSE /\ fault' = [fault EXCEPT ![v].pc = "map", ![v].slot = SlotForMapping(slot),
                     ![v].mmu_seq = IF SlotForMapping(slot) = NoSlot THEN NoSeq ELSE mmu_invalidate_seq]
                /\ UNCHANGED grace
        /\ UNCHANGED <<faultUnchanged, spte>>

(* P15..P19.  Without a slot there is nothing that could be stale.         *)
kvm_tdp_mmu_map(v) ==
    LET f == fault[v]
        stale == f.slot # NoSlot /\ mmu_invalidate_retry_gfn(f.mmu_seq, f.gfn)
    IN  /\ f.pc = "map"
        /\ spte' = IF stale THEN spte
                   ELSE [spte EXCEPT ![f.gfn] = IF f.slot = NoSlot THEN "mmio" ELSE "ram"]
        /\ fault' = [fault EXCEPT ![v] = InGuest]
        /\ srcu_read_unlock(v)
        /\ UNCHANGED faultUnchanged

-----------------------------------------------------------------------------
(* An invalidation of one hva.  Start and end each enter an srcu section,  *)
(* find the slots that the range meets, and take mmu_lock if there is one. *)

SlotOfHva(h) == IF h = 1 THEN memslots ELSE NoSlot

(* S1 *)
kvm_mmu_notifier_invalidate_range_start(n, h) ==
    /\ inv[n].pc = "idle"
    /\ active_count_inc
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT !.pc = "start", !.hva = h]]
    /\ UNCHANGED <<notifierVars, slotVars, spte, fault>>

(* S3 and E1, the walk over the memslots. *)
kvm_handle_hva_range(n) ==
    /\ inv[n].pc \in {"start", "modify"}
    /\ inv' = [inv EXCEPT ![n].pc = IF @ = "start" THEN "begin" ELSE "end",
                          ![n].slot = SlotOfHva(inv[n].hva)]
    /\ UNCHANGED <<notifierVars, mn_active_invalidate_count, slotVars, spte, fault>>

(* S3a..c: begin, range, zap, flush, in one section of mmu_lock. *)
kvm_mmu_invalidate_range_start(n) ==
    LET g == inv[n].slot.gfn
    IN  /\ inv[n].pc = "begin"
        /\ g # 0
        /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
        /\ mmu_invalidate_range' = RangeAdded(g, g + 1)
        /\ spte' = [spte EXCEPT ![g] = IF @ = "ram" THEN "none" ELSE @]
        /\ inv' = [inv EXCEPT ![n].pc = "modify", ![n].slot = NoSlot, ![n].begun = TRUE]
        /\ srcu_read_unlock(n)
        /\ UNCHANGED <<mmu_invalidate_seq, mmu_lock, mn_active_invalidate_count, memslots, updater, fault>>

(* E1: seq++, in_progress--. *)
kvm_mmu_invalidate_end(n) ==
    /\ inv[n].pc = "end"
    /\ inv[n].slot.gfn # 0
    /\ mmu_invalidate_seq' = NextSeq
    /\ kvm_mmu_invalidate_end_dec
    /\ inv' = [inv EXCEPT ![n].pc = "count_dec", ![n].slot = NoSlot, ![n].begun = FALSE]
    /\ srcu_read_unlock(n)
    /\ UNCHANGED <<mmu_lock, mn_active_invalidate_count, memslots, updater, spte, fault>>

(* Either of them, when the range meets no memslot. *)
range_meets_no_memslot(n) ==
    /\ inv[n].pc \in {"begin", "end"}
    /\ inv[n].slot.gfn = 0
    /\ inv' = [inv EXCEPT ![n].pc = IF @ = "begin" THEN "modify" ELSE "count_dec", ![n].begun = FALSE]
    /\ srcu_read_unlock(n)
    /\ UNCHANGED <<notifierVars, mn_active_invalidate_count, memslots, updater, spte, fault>>

(* E2 *)
kvm_mmu_notifier_invalidate_range_end(n) ==
    /\ inv[n].pc = "count_dec"
    /\ active_count_dec
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<notifierVars, slotVars, spte, fault>>

-----------------------------------------------------------------------------

SlotNext ==
    \/ \E update \in UPDATES, g \in GFNS : kvm_set_memslot(update, g)
    \/ kvm_invalidate_memslot
    \/ synchronize_srcu
    \/ kvm_arch_flush_shadow_memslot
    \/ kvm_swap_active_memslots
    \/ \E v \in VCPUS, g \in GFNS : kvm_tdp_page_fault(v, g)
    \/ \E v \in VCPUS : kvm_faultin_pfn(v)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E n \in INVALIDATORS, h \in HVAS : kvm_mmu_notifier_invalidate_range_start(n, h)
    \/ \E n \in INVALIDATORS : kvm_handle_hva_range(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_range_start(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_end(n)
    \/ \E n \in INVALIDATORS : range_meets_no_memslot(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_notifier_invalidate_range_end(n)

SlotSpec == SlotInit /\ [][SlotNext]_slotAllVars

=============================================================================
