------------------------- MODULE OtherInvalidations -------------------------
(***************************************************************************)
(* Who calls kvm_mmu_invalidate_begin() and _end() besides the mmu         *)
(* notifier; Linux 6.12:                                                   *)
(*   zap_gfn_range  arch/x86/kvm/mmu/mmu.c kvm_zap_gfn_range(): something  *)
(*                  else that faults depend on has changed (APICv, DMA     *)
(*                  coherency); begin, zap and end in one section of       *)
(*                  mmu_lock, which the zap may drop in the middle         *)
(*   attributes     virt/kvm/kvm_main.c kvm_vm_set_mem_attributes(), under *)
(*                  slots_lock: begin and zap; write; end                  *)
(*   punch_hole     virt/kvm/guest_memfd.c kvm_gmem_punch_hole(), under    *)
(*                  the file's invalidate lock: begin, zap; truncate; end  *)
(*   error          kvm_gmem_error_folio(), under the invalidate lock      *)
(*                  shared: the page is poisoned; begin, zap; end          *)
(*   release        kvm_gmem_release(), under slots_lock and the invalidate*)
(*                  lock: the memslot forgets the file; begin, zap; end    *)
(* Those of guest_memfd call begin and end only if the file is bound to a  *)
(* memslot, and look twice; attributes likewise, if there is a memslot.    *)
(*                                                                         *)
(* What a fault depends on (the page of the file, an attribute, a setting) *)
(* it reads without mmu_lock after its snapshot.  What it has read is      *)
(* "current", and once that has been written, "stale".  There are two      *)
(* orders: written between begin and end, nothing stale is ever mapped;    *)
(* written before begin, nothing stale is mapped once the operation is     *)
(* over.                                                                   *)
(*                                                                         *)
(* Simplifications, and why they lose nothing.  One memslot, bound to one  *)
(* file or gone.  It is removed together with its binding and its SPTEs    *)
(* when no fault is inside: module Memslots has how.  An operation takes   *)
(* its locks when it begins.  P15..P19 are one step, the lockless retry    *)
(* tests are left out (they only give up earlier): see SlotRanges.         *)
(***************************************************************************)
EXTENDS MmuNotifier, FiniteSets

CONSTANTS
    OPS          \* what happens: those above, and "bind", "unbind", "close" of the file

VARIABLES
    spte,        \* gfn -> "none", "current" or "stale"
    fault,       \* vCPU -> its page fault
    inv,         \* invalidator -> what it is doing
    bound,       \* the memslot exists and is bound to the file
    file         \* "open"; "dying": its last reference is gone; "closed": release has run

othVars == <<notifierVars, spte, fault, inv, bound, file>>

InGuest == [pc |-> "guest", gfn |-> 0, mmu_seq |-> NoSeq, pfn |-> "none"]
InvIdle == [pc |-> "idle", op |-> "none", start |-> 0, end |-> 0, next |-> 0, begun |-> FALSE]

OthInit ==
    /\ NotifierInit
    /\ spte = [g \in GFNS |-> "none"]
    /\ fault = [v \in VCPUS |-> InGuest]
    /\ inv = [n \in INVALIDATORS |-> InvIdle]
    /\ bound = TRUE
    /\ file = "open"

OthTypeOK ==
    /\ NotifierTypeOK
    /\ \A g \in GFNS : spte[g] \in {"none", "current", "stale"}
    /\ \A v \in VCPUS : fault[v].pc \in {"guest", "lookup", "map"} /\ fault[v].gfn \in GFNS \cup {0}
    /\ \A n \in INVALIDATORS :
           /\ inv[n].pc \in {"idle", "write_first", "begin", "unmap", "yielded", "write", "end"}
           /\ inv[n].op \in OPS \cup {"none"} /\ inv[n].begun \in BOOLEAN
    /\ bound \in BOOLEAN /\ file \in {"open", "dying", "closed"}

-----------------------------------------------------------------------------
(* A vCPU's page fault *)

othFaultUnchanged == <<notifierVars, inv, bound, file>>

kvm_faultin_pfn(v, g) ==
    /\ bound
    /\ fault[v].pc = "guest" /\ spte[g] = "none"
    /\ fault' = [fault EXCEPT ![v] = [pc |-> "lookup", gfn |-> g, mmu_seq |-> mmu_invalidate_seq,
                                      pfn |-> "none"]]
    /\ UNCHANGED <<othFaultUnchanged, spte>>

(* kvm_gmem_get_pfn(), and whatever else is read: -EFAULT once the last    *)
(* reference to the file is gone.                                          *)
kvm_gmem_get_pfn(v) ==
    /\ fault[v].pc = "lookup"
    /\ fault' = [fault EXCEPT ![v] =
           IF file = "open" THEN [@ EXCEPT !.pc = "map", !.pfn = "current"] ELSE InGuest]
    /\ UNCHANGED <<othFaultUnchanged, spte>>

OthRetry(v) == mmu_invalidate_retry_gfn(fault[v].mmu_seq, fault[v].gfn)

kvm_tdp_mmu_map(v) ==
    /\ fault[v].pc = "map"
    /\ mmu_lock.writer = {}
    /\ spte' = IF OthRetry(v) THEN spte ELSE [spte EXCEPT ![fault[v].gfn] = fault[v].pfn]
    /\ fault' = [fault EXCEPT ![v] = InGuest]
    /\ UNCHANGED othFaultUnchanged

-----------------------------------------------------------------------------
(* The locks that an operation holds from its beginning to its end *)

Running(ops) == {n \in INVALIDATORS : inv[n].op \in ops}
SlotsLockFree == Running({"attributes", "release"}) = {}
InvalidateLockFree == Running({"punch_hole", "release", "error"}) = {}
InvalidateLockShared == Running({"punch_hole", "release"}) = {}

LocksFree(op) ==
    CASE op = "zap_gfn_range" -> TRUE
      [] op = "attributes"    -> SlotsLockFree
      [] op = "punch_hole"    -> InvalidateLockFree
      [] op = "error"         -> InvalidateLockShared
      [] op = "release"       -> SlotsLockFree /\ InvalidateLockFree

(* punch_hole is called on an open file, release on one that dies; an      *)
(* error comes as long as there are pages.                                 *)
Possible(op) ==
    CASE op = "punch_hole" -> file = "open"
      [] op = "release"    -> file = "dying"
      [] op \in {"zap_gfn_range", "attributes", "error"} -> TRUE

WritesFirst(op) == op \in {"zap_gfn_range", "error", "release"}

begins(n, op, first, last) ==
    /\ inv[n].pc = "idle"
    /\ op \in OPS \ {"bind", "unbind", "close"}
    /\ Possible(op) /\ LocksFree(op)
    /\ first <= last
    /\ op = "release" => \A g \in GFNS : first <= g /\ g <= last
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT !.op = op, !.start = first, !.end = last + 1,
                                  !.pc = IF WritesFirst(op) THEN "write_first" ELSE "begin"]]
    /\ UNCHANGED <<notifierVars, spte, fault, bound, file>>

In(n, g) == inv[n].start <= g /\ g < inv[n].end

(* What faults depend on changes: page truncated or poisoned, attribute    *)
(* or setting written, file forgotten.                                     *)
writes(n) ==
    /\ inv[n].pc \in {"write_first", "write"}
    /\ spte' = [g \in GFNS |-> IF In(n, g) /\ spte[g] # "none" THEN "stale" ELSE spte[g]]
    /\ fault' = [v \in VCPUS |-> IF fault[v].pfn = "current" /\ In(n, fault[v].gfn)
                                 THEN [fault[v] EXCEPT !.pfn = "stale"] ELSE fault[v]]
    /\ inv' = [inv EXCEPT ![n].pc = IF @ = "write_first" THEN "begin" ELSE "end"]
    /\ UNCHANGED <<notifierVars, bound, file>>

(* A memslot is found, or a binding; kvm_zap_gfn_range() does not ask. *)
Found(n) == inv[n].op = "zap_gfn_range" \/ bound
AfterZap(n) == IF WritesFirst(inv[n].op) THEN "end" ELSE "write"

(* kvm_mmu_invalidate_begin() and kvm_mmu_invalidate_range_add() *)
OthRange(n) == RangeAdded(inv[n].start, inv[n].end)

kvm_mmu_invalidate_range_start(n) ==
    /\ inv[n].pc = "begin" /\ Found(n)
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' = OthRange(n)
    /\ inv' = [inv EXCEPT ![n].pc = "unmap", ![n].next = inv[n].start, ![n].begun = TRUE]
    /\ UNCHANGED <<mmu_invalidate_seq, spte, fault, bound, file>>

nothing_bound(n) ==
    /\ inv[n].pc = "begin" /\ ~Found(n)
    /\ inv' = [inv EXCEPT ![n].pc = AfterZap(n)]
    /\ UNCHANGED <<notifierVars, spte, fault, bound, file>>

(* The zap; all of these may drop mmu_lock on the way.                     *)
Zapped(n, end) == [g \in GFNS |-> IF inv[n].next <= g /\ g < end THEN "none" ELSE spte[g]]
KeepsLock(n) == inv[n].op = "zap_gfn_range"

kvm_unmap_gfn_range(n) ==
    /\ inv[n].pc = "unmap"
    /\ spte' = Zapped(n, inv[n].end)
    /\ inv' = [inv EXCEPT ![n].pc = AfterZap(n), ![n].next = 0]
    /\ mmu_lock' = IF KeepsLock(n) THEN mmu_lock ELSE Unlocked
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range,
                   fault, bound, file>>

tdp_mmu_iter_cond_resched(n, g) ==
    /\ inv[n].pc = "unmap"
    /\ inv[n].next < g /\ g < inv[n].end
    /\ spte' = Zapped(n, g)
    /\ inv' = [inv EXCEPT ![n].pc = "yielded", ![n].next = g]
    /\ mmu_lock' = Unlocked
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range,
                   fault, bound, file>>

tdp_mmu_iter_resumes(n) ==
    /\ inv[n].pc = "yielded"
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ inv' = [inv EXCEPT ![n].pc = "unmap"]
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range,
                   spte, fault, bound, file>>

(* It looks anew for a binding or memslot. *)
OwnsOrTakes(n) == IF KeepsLock(n) THEN mmu_lock.writer = {n} ELSE write_trylock(n)
Ended(n) == inv' = [inv EXCEPT ![n] = InvIdle]

kvm_mmu_invalidate_end(n) ==
    /\ inv[n].pc = "end" /\ Found(n)
    /\ OwnsOrTakes(n)
    /\ mmu_lock' = Unlocked
    /\ mmu_invalidate_seq' = NextSeq
    /\ kvm_mmu_invalidate_end_dec
    /\ Ended(n)
    /\ file' = IF inv[n].op = "release" THEN "closed" ELSE file
    /\ bound' = (bound /\ inv[n].op # "release")
    /\ UNCHANGED <<spte, fault>>

nothing_to_end(n) ==
    /\ inv[n].pc = "end" /\ ~Found(n)
    /\ Ended(n)
    /\ file' = IF inv[n].op = "release" THEN "closed" ELSE file
    /\ UNCHANGED <<notifierVars, spte, fault, bound>>

-----------------------------------------------------------------------------
(* The file and its binding *)

(* fput() of the last reference; release runs later. *)
fput == /\ "close" \in OPS
        /\ file = "open" /\ Running({"punch_hole"}) = {}
        /\ file' = "dying"
        /\ UNCHANGED <<notifierVars, spte, fault, inv, bound>>

(* A new memslot with the file, under slots_lock and the invalidate lock.  *)
kvm_gmem_bind ==
    /\ "bind" \in OPS
    /\ ~bound /\ file = "open"
    /\ SlotsLockFree /\ InvalidateLockFree
    /\ bound' = TRUE
    /\ UNCHANGED <<notifierVars, spte, fault, inv, file>>

(* The memslot is freed, under slots_lock.  Of a file that dies no         *)
(* reference can be had, and its bindings are taken away without the       *)
(* invalidate lock.                                                        *)
UnbindLocksFree == SlotsLockFree /\ (file = "open" => InvalidateLockFree)

kvm_gmem_unbind ==
    /\ "unbind" \in OPS
    /\ bound /\ UnbindLocksFree
    /\ mmu_lock = Unlocked
    /\ \A v \in VCPUS : fault[v].pc = "guest"
    /\ bound' = FALSE
    /\ spte' = [g \in GFNS |-> "none"]
    /\ UNCHANGED <<notifierVars, fault, inv, file>>

-----------------------------------------------------------------------------

OthNext ==
    \/ \E v \in VCPUS, g \in GFNS : kvm_faultin_pfn(v, g)
    \/ \E v \in VCPUS : kvm_gmem_get_pfn(v)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E n \in INVALIDATORS, op \in OPS, first \in GFNS, last \in GFNS : begins(n, op, first, last)
    \/ \E n \in INVALIDATORS : writes(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_range_start(n)
    \/ \E n \in INVALIDATORS : nothing_bound(n)
    \/ \E n \in INVALIDATORS : kvm_unmap_gfn_range(n)
    \/ \E n \in INVALIDATORS, g \in GFNS : tdp_mmu_iter_cond_resched(n, g)
    \/ \E n \in INVALIDATORS : tdp_mmu_iter_resumes(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_end(n)
    \/ \E n \in INVALIDATORS : nothing_to_end(n)
    \/ fput
    \/ kvm_gmem_bind
    \/ kvm_gmem_unbind

OthSpec == OthInit /\ [][OthNext]_othVars

=============================================================================
