------------------------ MODULE NotifierSubscribers -------------------------
(***************************************************************************)
(* KVM is one of several that an mm notifies: mm/mmu_notifier.c,           *)
(* __mmu_notifier_invalidate_range_start(), mn_itree_invalidate(),         *)
(* mn_hlist_invalidate_range_start(), mn_hlist_invalidate_end(),           *)
(* mn_hlist_release(), mmu_notifier_unregister(); virt/kvm/kvm_main.c,     *)
(* kvm_destroy_vm(); Linux 6.12 (6.1 is the same).                         *)
(*                                                                         *)
(* Start calls the interval notifiers, then the list.  A start that may    *)
(* not block may be refused (-EAGAIN):                                     *)
(*  - by an interval notifier: the list is not called at all;              *)
(*  - by one of the list: the others are called all the same, then every-  *)
(*    body with an end hook gets end, and the caller, who gets -EAGAIN,    *)
(*    calls no end.  Nobody knows any more who refused, so a subscriber    *)
(*    with an end hook must not refuse.                                    *)
(* KVM never refuses.                                                      *)
(*                                                                         *)
(* mmu_notifier_unregister() of kvm_destroy_vm() calls release, takes KVM  *)
(* off the list and waits (SRCU) for the callbacks that run.  It may come  *)
(* between a start and its end: then the end does not reach KVM.  So may   *)
(* the exit of the mm (mmu_notifier_release()), which does the same for    *)
(* all of the list before the pages are freed.  The vCPUs are gone by      *)
(* then: a VM with a vCPU in it has its mm and its file.                   *)
(*                                                                         *)
(* Simplifications, and why they lose nothing.  One page, always behind a  *)
(* memslot: several are the matter of SlotRanges.  mmu_lock sections are   *)
(* one step, with the fault's too (see SlotRanges); KVM's walk does not    *)
(* yield here.  A page is "current" or, once the host has taken it away,   *)
(* "stale".  Registration cannot run beside any callback                   *)
(* (mm_take_all_locks()).  What other subscribers do is their business:    *)
(* here is only what they are told.                                        *)
(***************************************************************************)
EXTENDS ActiveCount, Sequences

CONSTANTS
    LEAVE,        \* who leaves: some of "destroyer" (kvm_destroy_vm()) and "exit" (exit_mmap())
    SUBSCRIBERS   \* what they are, in the order of the calls: "interval" (only first), "kvm",
                  \* "start" (no end hook; may refuse), "start_end", "end" (no start hook),
                  \* "refuses_with_end" (which the kernel warns of)

VARIABLES
    spte,         \* "none", "current" or "stale"
    fault,        \* vCPU -> its page fault
    inv,          \* invalidator -> where it is
    listed,       \* KVM is on the list
    destroyer,    \* kvm_destroy_vm()
    exit,         \* exit_mmap()
    grace,        \* walks that the running synchronize_srcu() of each waits for
    open          \* history: subscriber with both hooks -> its starts that succeeded, less its ends

subVars == <<notifierVars, mn_active_invalidate_count, spte, fault, inv,
             listed, destroyer, exit, grace, open>>

Subs == 1..Len(SUBSCRIBERS)
HasEnd(s) == SUBSCRIBERS[s] # "start"
Paired(s) == SUBSCRIBERS[s] \notin {"start", "end"}
IsKvm(s) == SUBSCRIBERS[s] = "kvm"
MayRefuse(s) == SUBSCRIBERS[s] \in {"interval", "start", "refuses_with_end"}

InGuest == [pc |-> "guest", mmu_seq |-> NoSeq, pfn |-> "none"]

(* at: the subscriber whose turn it is; half: KVM's callbacks have two     *)
(* parts; refused: somebody has said -EAGAIN.                              *)
InvIdle == [pc |-> "idle", at |-> 0, half |-> 1, may_block |-> TRUE, refused |-> FALSE]

SubInit ==
    /\ NotifierInit /\ CountInit
    /\ spte = "none"
    /\ fault = [v \in VCPUS |-> InGuest]
    /\ inv = [n \in INVALIDATORS |-> InvIdle]
    /\ listed = TRUE /\ destroyer = "none" /\ exit = "none"
    /\ grace = [destroyer |-> {}, exit |-> {}]
    /\ open = [s \in Subs |-> 0]

SubTypeOK ==
    /\ NotifierTypeOK /\ CountTypeOK
    /\ spte \in {"none", "current", "stale"}
    /\ \A v \in VCPUS : fault[v].pc \in {"guest", "lookup", "map"}
    /\ \A n \in INVALIDATORS :
           /\ inv[n].pc \in {"idle", "start", "undo", "modify", "end"}
           /\ inv[n].at \in 0..(Len(SUBSCRIBERS) + 1)
    /\ listed \in BOOLEAN
    /\ destroyer \in {"none", "release", "unlist", "synchronize", "destroy", "done"}
    /\ exit \in {"none", "release", "unlist", "synchronize", "done"}
    /\ \A s \in Subs : open[s] \in Int

-----------------------------------------------------------------------------
(* A vCPU, as long as there is one *)

VcpusRun == destroyer = "none" /\ exit = "none"
faultUnchanged == <<notifierVars, mn_active_invalidate_count, inv, listed, destroyer, exit,
                    grace, open>>

kvm_faultin_pfn(v) ==
    /\ VcpusRun
    /\ fault[v].pc = "guest" /\ spte = "none"
    /\ fault' = [fault EXCEPT ![v] = [pc |-> "lookup", mmu_seq |-> mmu_invalidate_seq,
                                      pfn |-> "none"]]
    /\ UNCHANGED <<faultUnchanged, spte>>

hva_to_pfn(v) ==
    /\ fault[v].pc = "lookup"
    /\ fault' = [fault EXCEPT ![v].pc = "map", ![v].pfn = "current"]
    /\ UNCHANGED <<faultUnchanged, spte>>

kvm_tdp_mmu_map(v) ==
    /\ fault[v].pc = "map"
    /\ spte' = IF mmu_invalidate_retry_gfn(fault[v].mmu_seq, 1) THEN spte ELSE fault[v].pfn
    /\ fault' = [fault EXCEPT ![v] = InGuest]
    /\ UNCHANGED faultUnchanged

-----------------------------------------------------------------------------
(* The callbacks of KVM: S1 and S3, E1 and E2. *)

kvm_start(half) ==
    IF half = 1
    THEN active_count_inc /\ UNCHANGED <<notifierVars, spte>>
    ELSE /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
         /\ mmu_invalidate_range' = RangeAdded(1, 2)
         /\ spte' = "none"
         /\ UNCHANGED <<mmu_invalidate_seq, mmu_lock, mn_active_invalidate_count>>

kvm_end(half) ==
    IF half = 1
    THEN /\ mmu_invalidate_seq' = NextSeq
         /\ kvm_mmu_invalidate_end_dec
         /\ UNCHANGED <<mmu_lock, mn_active_invalidate_count, spte>>
    ELSE active_count_dec /\ UNCHANGED <<notifierVars, spte>>

-----------------------------------------------------------------------------
(* The walks over the subscribers *)

kvmUnchanged == <<notifierVars, mn_active_invalidate_count, spte>>
hostUnchanged == <<fault, listed, destroyer, exit, grace>>

Called(s) == ~IsKvm(s) \/ listed
Next1(n) == [inv[n] EXCEPT !.at = @ + 1, !.half = 1]
AtEnd(n) == inv[n].at > Len(SUBSCRIBERS)

(* A call is over, but for the first half of one of KVM's. *)
Stepped(n, s) ==
    IF IsKvm(s) /\ Called(s) /\ inv[n].half = 1 THEN [inv[n] EXCEPT !.half = 2] ELSE Next1(n)
LastHalf(n, s) == ~IsKvm(s) \/ inv[n].half = 2

(* The walk over the list is an SRCU reader; the refused one's, too, up to *)
(* its last end.                                                           *)
AtInterval(n) == inv[n].at = 1 /\ SUBSCRIBERS[1] = "interval"
SrcuReaders == {n \in INVALIDATORS : inv[n].pc \in {"start", "undo", "end"} /\ ~AtInterval(n)}
SrcuUnlocked(n) == [who \in {"destroyer", "exit"} |-> grace[who] \ {n}]

mmu_notifier_invalidate_range_start(n, may_block) ==
    /\ inv[n].pc = "idle"
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT !.pc = "start", !.at = 1, !.may_block = may_block]]
    /\ UNCHANGED <<kvmUnchanged, hostUnchanged, open>>

(* One subscriber's invalidate_range_start().  A walk that stands on KVM's *)
(* entry when that is taken off the list goes on all the same.             *)
invalidate_range_start(n) ==
    LET s == inv[n].at
    IN  /\ inv[n].pc = "start" /\ ~AtEnd(n)
        /\ inv' = [inv EXCEPT ![n] = Stepped(n, s)]
        /\ IF IsKvm(s) /\ (Called(s) \/ inv[n].half = 2)
           THEN kvm_start(inv[n].half) ELSE UNCHANGED kvmUnchanged
        /\ open' = IF Paired(s) /\ (Called(s) \/ inv[n].half = 2) /\ LastHalf(n, s)
                   THEN [open EXCEPT ![s] = @ + 1] ELSE open
        /\ UNCHANGED hostUnchanged

(* -EAGAIN.  From an interval notifier: nobody else is called. *)
AfterRefusal(n) ==
    IF SUBSCRIBERS[inv[n].at] = "interval" THEN InvIdle ELSE [Next1(n) EXCEPT !.refused = TRUE]

invalidate_range_start_refuses(n) ==
    /\ inv[n].pc = "start" /\ ~AtEnd(n)
    /\ ~inv[n].may_block /\ MayRefuse(inv[n].at)
    /\ inv' = [inv EXCEPT ![n] = AfterRefusal(n)]
    /\ UNCHANGED <<kvmUnchanged, hostUnchanged, open>>

(* All have been called. *)
AfterStart(n) ==
    IF inv[n].refused THEN [inv[n] EXCEPT !.pc = "undo", !.at = 1]
                      ELSE [inv[n] EXCEPT !.pc = "modify", !.at = 0]

invalidate_range_start_returns(n) ==
    /\ inv[n].pc = "start" /\ AtEnd(n)
    /\ inv' = [inv EXCEPT ![n] = AfterStart(n)]
    /\ grace' = IF AfterStart(n).pc = "undo" THEN grace ELSE SrcuUnlocked(n)
    /\ UNCHANGED <<kvmUnchanged, fault, listed, destroyer, exit, open>>

(* The host takes the page away, then calls end. *)
zap_pte_range(n) ==
    /\ inv[n].pc = "modify"
    /\ spte' = IF spte = "none" THEN "none" ELSE "stale"
    /\ fault' = [v \in VCPUS |-> IF fault[v].pfn = "current"
                                 THEN [fault[v] EXCEPT !.pfn = "stale"] ELSE fault[v]]
    /\ inv' = [inv EXCEPT ![n].pc = "end", ![n].at = 1]
    /\ UNCHANGED <<notifierVars, mn_active_invalidate_count, listed, destroyer, exit, grace, open>>

(* Who gets end.  After a refusal by one of the list, only the list does;  *)
(* the interval notifiers, which had agreed, do not.                       *)
GetsEnd(n, s) ==
    /\ HasEnd(s) /\ (Called(s) \/ inv[n].half = 2)
    /\ inv[n].pc = "undo" => SUBSCRIBERS[s] # "interval"

invalidate_range_end(n) ==
    LET s == inv[n].at
    IN  /\ inv[n].pc \in {"undo", "end"} /\ ~AtEnd(n)
        /\ inv' = [inv EXCEPT ![n] = Stepped(n, s)]
        /\ IF IsKvm(s) /\ GetsEnd(n, s) THEN kvm_end(inv[n].half) ELSE UNCHANGED kvmUnchanged
        /\ open' = IF Paired(s) /\ GetsEnd(n, s) /\ LastHalf(n, s)
                   THEN [open EXCEPT ![s] = @ - 1] ELSE open
        /\ UNCHANGED hostUnchanged

invalidate_range_end_returns(n) ==
    /\ inv[n].pc \in {"undo", "end"} /\ AtEnd(n)
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ grace' = SrcuUnlocked(n)
    /\ UNCHANGED <<kvmUnchanged, fault, listed, destroyer, exit, open>>

-----------------------------------------------------------------------------
(* KVM leaves: kvm_destroy_vm(), and exit_mmap() of the mm.  Both call     *)
(* kvm_mmu_notifier_release(), take KVM off the list if it is still there, *)
(* and wait for the walks that may have met it there.                      *)

leaveUnchanged == <<notifierVars, fault, inv, open>>

kvm_destroy_vm ==
    /\ "destroyer" \in LEAVE /\ destroyer = "none" /\ \A v \in VCPUS : fault[v].pc = "guest"
    /\ destroyer' = IF listed THEN "release" ELSE "synchronize"
    /\ grace' = IF listed THEN grace ELSE [grace EXCEPT !.destroyer = SrcuReaders]
    /\ UNCHANGED <<leaveUnchanged, mn_active_invalidate_count, spte, listed, exit>>

exit_mmap ==
    /\ "exit" \in LEAVE /\ exit = "none" /\ \A v \in VCPUS : fault[v].pc = "guest"
    /\ exit' = "release"
    /\ UNCHANGED <<leaveUnchanged, mn_active_invalidate_count, spte, listed, destroyer, grace>>

(* kvm_flush_shadow_all() *)
ReleasedSpte == "none"

kvm_mmu_notifier_release(who) ==
    /\ (IF who = "exit" THEN exit ELSE destroyer) = "release"
    /\ spte' = IF who = "exit" /\ ~listed THEN spte ELSE ReleasedSpte
    /\ IF who = "exit" THEN exit' = "unlist" /\ UNCHANGED destroyer
                       ELSE destroyer' = "unlist" /\ UNCHANGED exit
    /\ UNCHANGED <<leaveUnchanged, mn_active_invalidate_count, listed, grace>>

hlist_del_init_rcu(who) ==
    /\ (IF who = "exit" THEN exit ELSE destroyer) = "unlist"
    /\ listed' = FALSE
    /\ grace' = [grace EXCEPT ![who] = SrcuReaders]
    /\ IF who = "exit" THEN exit' = "synchronize" /\ UNCHANGED destroyer
                       ELSE destroyer' = "synchronize" /\ UNCHANGED exit
    /\ UNCHANGED <<leaveUnchanged, mn_active_invalidate_count, spte>>

GraceIsOver(who) == grace[who] = {}

synchronize_srcu(who) ==
    /\ (IF who = "exit" THEN exit ELSE destroyer) = "synchronize"
    /\ GraceIsOver(who)
    /\ grace' = [grace EXCEPT ![who] = {}]
    /\ IF who = "exit" THEN exit' = "done" /\ UNCHANGED destroyer
                       ELSE destroyer' = "destroy" /\ UNCHANGED exit
    /\ UNCHANGED <<leaveUnchanged, mn_active_invalidate_count, spte, listed>>

(* A count that an end left up, which never reached KVM, would make the    *)
(* freeing of the memslots wait for ever.                                  *)
CountAtDestroy == 0

kvm_arch_destroy_vm ==
    /\ destroyer = "destroy"
    /\ mn_active_invalidate_count' = CountAtDestroy
    /\ destroyer' = "done"
    /\ UNCHANGED <<leaveUnchanged, spte, listed, exit, grace>>

-----------------------------------------------------------------------------
SubNext ==
    \/ \E v \in VCPUS : kvm_faultin_pfn(v)
    \/ \E v \in VCPUS : hva_to_pfn(v)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E n \in INVALIDATORS, may_block \in BOOLEAN :
           mmu_notifier_invalidate_range_start(n, may_block)
    \/ \E n \in INVALIDATORS : invalidate_range_start(n)
    \/ \E n \in INVALIDATORS : invalidate_range_start_refuses(n)
    \/ \E n \in INVALIDATORS : invalidate_range_start_returns(n)
    \/ \E n \in INVALIDATORS : zap_pte_range(n)
    \/ \E n \in INVALIDATORS : invalidate_range_end(n)
    \/ \E n \in INVALIDATORS : invalidate_range_end_returns(n)
    \/ kvm_destroy_vm
    \/ exit_mmap
    \/ \E who \in {"destroyer", "exit"} : kvm_mmu_notifier_release(who)
    \/ \E who \in {"destroyer", "exit"} : hlist_del_init_rcu(who)
    \/ \E who \in {"destroyer", "exit"} : synchronize_srcu(who)
    \/ kvm_arch_destroy_vm

SubSpec == SubInit /\ [][SubNext]_subVars

=============================================================================
