--------------------------- MODULE RetryProtocol ---------------------------
(***************************************************************************)
(* The retry protocol alone: what a page fault and an invalidation owe to  *)
(* each other so that the guest never reaches a page that the host has     *)
(* taken away.  Small enough for a proof (module RetryInduction).          *)
(*                                                                         *)
(* Fault: arch/x86/kvm/mmu/mmu.c kvm_faultin_pfn(), is_page_fault_stale(), *)
(* tdp_mmu.c kvm_tdp_mmu_map().  Invalidation: virt/kvm/kvm_main.c         *)
(* kvm_mmu_notifier_invalidate_range_start(), _end().  Linux 6.12.         *)
(* Counters, range and retry test are those of MmuNotifier, unchanged.     *)
(*                                                                         *)
(* Simplifications, and why they lose nothing:                             *)
(*  - What happens under mmu_lock held for write is one step: start is     *)
(*    in_progress++, range, zap; end is seq++, in_progress--.  Without     *)
(*    mmu_lock a fault reads only seq here, which changes once in a step.  *)
(*    (What the two stores of end and their barrier mean to a reader       *)
(*    without lock is the matter of SeqOrdering.als.)                      *)
(*  - The two lockless retry tests are one step that gives up whenever it  *)
(*    likes, so they may err both ways, or not be there at all.            *)
(*  - A fault may happen whether or not there is an SPTE; the host may     *)
(*    fill an empty entry at any time, with any frame, also while it is    *)
(*    being invalidated; an invalidation clears entries of its range in    *)
(*    any order, or not at all.  Each of these only adds executions.       *)
(*  - No permissions, references, page contents: see KvmMmu.               *)
(***************************************************************************)
EXTENDS MmuNotifier

CONSTANTS
    FRAMES        \* page frames, positive numbers

ASSUME FramesArePositive == FRAMES \subseteq (Nat \ {0})

VARIABLES
    host_pfn,     \* gfn -> the frame that the host maps there, or NoPfn
    spte_pfn,     \* gfn -> the frame that the guest's SPTE maps, or NoPfn
    running,      \* invalidator -> its range, from start's return to end; or NoRange
    vcpu          \* vCPU -> its page fault: [pc, gfn, mmu_seq, pfn, completed]

(* pc: "guest" (no fault), "lookup" (snapshot taken), "stale" (page looked *)
(* up, retry test not made), "map" (test passed, mmu_lock held for read).  *)
(* completed is history: how many invalidations completed since the        *)
(* snapshot, as far as CompletedCap counts.  No kernel has it, no step     *)
(* looks at it.                                                            *)
retryVars == <<notifierVars, host_pfn, spte_pfn, running, vcpu>>

NoPfn == 0
CompletedCap == 1
Gfns(range) == {g \in GFNS : range.start <= g /\ g < range.end}
Ranges == {[start |-> r[1], end |-> r[2] + 1] : r \in {x \in GFNS \X GFNS : x[1] <= x[2]}}

InGuest == [pc |-> "guest", gfn |-> 0, mmu_seq |-> NoSeq, pfn |-> NoPfn, completed |-> 0]

ProtocolInit ==
    /\ host_pfn = [g \in GFNS |-> NoPfn]
    /\ spte_pfn = [g \in GFNS |-> NoPfn]
    /\ running = [n \in INVALIDATORS |-> NoRange]
    /\ vcpu = [v \in VCPUS |-> InGuest]

RetryInit == NotifierInit /\ ProtocolInit

-----------------------------------------------------------------------------
(* A vCPU *)

(* P0 and P4: the slot, then the snapshot. *)
kvm_faultin_pfn(v, g) ==
    /\ vcpu[v].pc = "guest"
    /\ vcpu' = [vcpu EXCEPT ![v] = [pc |-> "lookup", gfn |-> g, mmu_seq |-> mmu_invalidate_seq,
                                    pfn |-> NoPfn, completed |-> 0]]
    /\ UNCHANGED <<notifierVars, host_pfn, spte_pfn, running>>

(* P10: the host's entry is read.  From here on it may change. *)
hva_to_pfn(v) ==
    /\ vcpu[v].pc = "lookup"
    /\ host_pfn[vcpu[v].gfn] # NoPfn
    /\ vcpu' = [vcpu EXCEPT ![v].pfn = host_pfn[vcpu[v].gfn], ![v].pc = "stale"]
    /\ UNCHANGED <<notifierVars, host_pfn, spte_pfn, running>>

(* P9 and P14, or an error of the lookup: the fault ends without mapping.  *)
mmu_invalidate_retry_gfn_unsafe_says_retry(v) ==
    /\ vcpu[v].pc \in {"lookup", "stale"}
    /\ vcpu' = [vcpu EXCEPT ![v] = InGuest]
    /\ UNCHANGED <<notifierVars, host_pfn, spte_pfn, running>>

StaleTest(v) == mmu_invalidate_retry_gfn(vcpu[v].mmu_seq, vcpu[v].gfn)

(* P15 and P16: mmu_lock for read, then the test that counts.  Stale: drop *)
(* the lock again, RET_PF_RETRY.                                           *)
is_page_fault_stale(v) ==
    /\ vcpu[v].pc = "stale"
    /\ read_trylock(v)
    /\ IF StaleTest(v)
       THEN /\ vcpu' = [vcpu EXCEPT ![v] = InGuest]
            /\ UNCHANGED mmu_lock
       ELSE /\ vcpu' = [vcpu EXCEPT ![v].pc = "map", ![v].mmu_seq = NoSeq, ![v].completed = 0]
            /\ mmu_lock' = ReadLocked(v)
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range,
                   host_pfn, spte_pfn, running>>

(* P18 and P19: install, drop mmu_lock. *)
kvm_tdp_mmu_map(v) ==
    /\ vcpu[v].pc = "map"
    /\ spte_pfn' = [spte_pfn EXCEPT ![vcpu[v].gfn] = vcpu[v].pfn]
    /\ mmu_lock' = ReadUnlocked(v)
    /\ vcpu' = [vcpu EXCEPT ![v] = InGuest]
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range,
                   host_pfn, running>>

-----------------------------------------------------------------------------
(* The host *)

(* S3a to S3c, all under mmu_lock held for write: in_progress++, the range *)
(* grows, the SPTEs of the range go.                                       *)
kvm_mmu_notifier_invalidate_range_start(n, range) ==
    /\ running[n] = NoRange
    /\ write_trylock(n)
    /\ running' = [running EXCEPT ![n] = range]
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' = RangeAdded(range.start, range.end)
    /\ spte_pfn' = [g \in GFNS |-> IF g \in Gfns(range) THEN NoPfn ELSE spte_pfn[g]]
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_lock, host_pfn, vcpu>>

(* Between start and end: an entry is cleared, under the page-table lock.  *)
zap_pte_range(n, g) ==
    /\ g \in Gfns(running[n])
    /\ host_pfn[g] # NoPfn
    /\ host_pfn' = [host_pfn EXCEPT ![g] = NoPfn]
    /\ UNCHANGED <<notifierVars, spte_pfn, running, vcpu>>

(* An empty entry is filled: by a vCPU's lookup, or for anybody else. *)
handle_mm_fault(g, f) ==
    /\ host_pfn[g] = NoPfn
    /\ host_pfn' = [host_pfn EXCEPT ![g] = f]
    /\ UNCHANGED <<notifierVars, spte_pfn, running, vcpu>>

(* A snapshot is live from P4 to the test of P16. *)
Live(v) == vcpu[v].mmu_seq # NoSeq

OneMoreCompleted ==
    [v \in VCPUS |-> IF Live(v) THEN [vcpu[v] EXCEPT !.completed = Min2(@ + 1, CompletedCap)]
                                ELSE vcpu[v]]

(* E1, under mmu_lock held for write: seq++, in_progress--.  The proof     *)
(* has no use for it against faults that hold it for read: taking away a   *)
(* ban harms no test that has passed.  It makes the two stores one step.   *)
kvm_mmu_notifier_invalidate_range_end(n) ==
    /\ running[n] # NoRange
    /\ write_trylock(n)
    /\ running' = [running EXCEPT ![n] = NoRange]
    /\ mmu_invalidate_seq' = NextSeq
    /\ kvm_mmu_invalidate_end_dec
    /\ vcpu' = OneMoreCompleted
    /\ UNCHANGED <<mmu_lock, host_pfn, spte_pfn>>

-----------------------------------------------------------------------------

RetryNext ==
    \/ \E v \in VCPUS, g \in GFNS : kvm_faultin_pfn(v, g)
    \/ \E v \in VCPUS : hva_to_pfn(v)
    \/ \E v \in VCPUS : mmu_invalidate_retry_gfn_unsafe_says_retry(v)
    \/ \E v \in VCPUS : is_page_fault_stale(v)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E n \in INVALIDATORS, r \in Ranges : kvm_mmu_notifier_invalidate_range_start(n, r)
    \/ \E n \in INVALIDATORS, g \in GFNS : zap_pte_range(n, g)
    \/ \E g \in GFNS, f \in FRAMES : handle_mm_fault(g, f)
    \/ \E n \in INVALIDATORS : kvm_mmu_notifier_invalidate_range_end(n)

RetrySpec == RetryInit /\ [][RetryNext]_retryVars

-----------------------------------------------------------------------------
(* What it is for *)

(* Whatever the guest maps, the host maps at the same place. *)
RetryMapsWhatHostMaps == \A g \in GFNS : spte_pfn[g] \in {NoPfn, host_pfn[g]}

(* From the return of start to end, nothing in the range is mapped. *)
RetryNoMappingInRange ==
    \A n \in INVALIDATORS : \A g \in Gfns(running[n]) : spte_pfn[g] = NoPfn

(* Comparing seq with the snapshot tells whether an invalidation completed *)
(* since: no more is asked of the counter, and no less will do.            *)
RetrySeqTellsCompletion ==
    \A v \in VCPUS : Live(v) => (vcpu[v].mmu_seq = mmu_invalidate_seq <=> vcpu[v].completed = 0)

-----------------------------------------------------------------------------
(* Witnesses: why each part of the test is there *)

SentBack(v) == vcpu[v].pc = "stale" /\ vcpu'[v].pc = "guest"
SeqMoved(v) == vcpu[v].mmu_seq # mmu_invalidate_seq
Maps(v) ==
    /\ vcpu[v].pc = "map" /\ vcpu'[v].pc = "guest"
    /\ spte_pfn[vcpu[v].gfn] = NoPfn /\ spte_pfn'[vcpu[v].gfn] # NoPfn
InSomeRunning(g) == \E n \in INVALIDATORS : g \in Gfns(running[n])

(* By seq alone; by in_progress alone; from an entry that is no longer     *)
(* what was looked up; for a gfn between two ranges, which nobody          *)
(* invalidates.                                                            *)
RetryCoreBySeq ==
    \E v \in VCPUS : SentBack(v) /\ SeqMoved(v) /\ mmu_invalidate_in_progress = 0
RetryCoreByInProgress ==
    \E v \in VCPUS : SentBack(v) /\ ~SeqMoved(v) /\ InSomeRunning(vcpu[v].gfn)
RetryCoreOnEmptiedEntry ==
    \E v \in VCPUS : SentBack(v) /\ SeqMoved(v) /\ host_pfn[vcpu[v].gfn] # vcpu[v].pfn
RetryCoreByHullOnly ==
    \E v \in VCPUS : /\ SentBack(v) /\ ~SeqMoved(v)
                     /\ ~InSomeRunning(vcpu[v].gfn) /\ InRange(vcpu[v].gfn)
RetryCoreMaps == \E v \in VCPUS : Maps(v)
RetryCoreMapsBesideInvalidation == \E v \in VCPUS : Maps(v) /\ mmu_invalidate_in_progress > 0
RetryCoreOverlap == mmu_invalidate_in_progress > 1
RetryCoreTwoMappers == Cardinality(mmu_lock.readers) > 1

=============================================================================
