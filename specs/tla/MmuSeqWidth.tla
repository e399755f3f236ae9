---------------------------- MODULE MmuSeqWidth ----------------------------
(***************************************************************************)
(* What the width and the start value of mmu_invalidate_seq mean.          *)
(* include/linux/kvm_host.h: unsigned long (64 bits on x86-64, 32 on 32-bit*)
(* hosts), zero from the allocation of struct kvm, incremented by          *)
(* kvm_mmu_invalidate_end(), never reset; Linux 6.12.                      *)
(*                                                                         *)
(* Two questions of the thread.                                            *)
(*  - Wrap-around.  Only equality is tested.  A counter of WIDTH bits says *)
(*    "unchanged" once more after exactly 2^WIDTH completed invalidations, *)
(*    and that does harm if they all complete within one fault.            *)
(*  - The sentinel.  The sketch of __kvm_follow_pfn() takes a snapshot of  *)
(*    0 for "the caller has none" and refuses the call.  A fault whose     *)
(*    snapshot is 0 is refused although it has done nothing wrong.  The    *)
(*    sketch itself is no part of this module: here it is asked only       *)
(*    whether a fault can have that snapshot.                              *)
(*                                                                         *)
(* The steps are those of RetryProtocol.  A model chooses the counter: it  *)
(* puts WrappingSeq in the place of NextSeq for one of WIDTH bits, or      *)
(* UnboundedSeq for one that never repeats.  The latter is opaque: the     *)
(* smallest positive number that no live snapshot has.  It keeps what the  *)
(* questions are about: equal only if nothing completed, and 0 at most at  *)
(* the start.                                                              *)
(*                                                                         *)
(* LIMIT is how many invalidations may complete within one fault, from its *)
(* snapshot to its retry test; between faults there is no limit.  The      *)
(* history variable `completed` of RetryProtocol counts them, up to twice  *)
(* around (WidthCap in the place of CompletedCap).  A LIMIT above what is  *)
(* counted is none.                                                        *)
(***************************************************************************)
EXTENDS RetryProtocol

CONSTANTS
    WIDTH,        \* bits of the counter
    START,        \* its first value
    LIMIT         \* completed invalidations within one fault

FullTurn == 2 ^ WIDTH
WidthCap == 2 * FullTurn

ASSUME StartFits == START \in 0..(FullTurn - 1)
ASSUME LimitIsNumber == LIMIT \in Nat

WrappingSeq == (mmu_invalidate_seq + 1) % FullTurn

(* Leaves out 0 when it wraps around: for a sentinel that stays free.      *)
SkippingZeroSeq == IF mmu_invalidate_seq = FullTurn - 1 THEN 1 ELSE mmu_invalidate_seq + 1

UnboundedSeq == FreshSeqFrom(1, {vcpu[v].mmu_seq : v \in VCPUS} \ {NoSeq})

WidthInit ==
    /\ mmu_invalidate_seq = START
    /\ mmu_invalidate_in_progress = 0
    /\ mmu_invalidate_range = NoRange
    /\ mmu_lock = Unlocked
    /\ ProtocolInit

(* E1, unless LIMIT of them have completed within some fault. *)
kvm_mmu_notifier_invalidate_range_end_within_limit(n) ==
    /\ \A v \in VCPUS : Live(v) => vcpu[v].completed < LIMIT
    /\ kvm_mmu_notifier_invalidate_range_end(n)

WidthNext ==
    \/ \E v \in VCPUS, g \in GFNS : kvm_faultin_pfn(v, g)
    \/ \E v \in VCPUS : hva_to_pfn(v)
    \/ \E v \in VCPUS : mmu_invalidate_retry_gfn_unsafe_says_retry(v)
    \/ \E v \in VCPUS : is_page_fault_stale(v)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E n \in INVALIDATORS, r \in Ranges : kvm_mmu_notifier_invalidate_range_start(n, r)
    \/ \E n \in INVALIDATORS, g \in GFNS : zap_pte_range(n, g)
    \/ \E g \in GFNS, f \in FRAMES : handle_mm_fault(g, f)
    \/ \E n \in INVALIDATORS : kvm_mmu_notifier_invalidate_range_end_within_limit(n)

WidthSpec == WidthInit /\ [][WidthNext]_retryVars

-----------------------------------------------------------------------------

WidthTypeOK ==
    /\ mmu_invalidate_seq \in 0..(FullTurn - 1)
    /\ \A v \in VCPUS : /\ vcpu[v].mmu_seq \in 0..(FullTurn - 1) \cup {NoSeq}
                        /\ vcpu[v].completed \in 0..LIMIT

(* A wrong "unchanged" needs a full turn: 2^WIDTH completed invalidations, *)
(* no fewer and no others, between snapshot and test.                      *)
WrongUnchangedNeedsFullTurn ==
    \A v \in VCPUS :
        (Live(v) /\ vcpu[v].mmu_seq = mmu_invalidate_seq) => vcpu[v].completed \in {0, FullTurn}

(* No fault has a snapshot that the sketch takes for none. *)
NoSnapshotIsZero == \A v \in VCPUS : Live(v) => vcpu[v].mmu_seq # 0

-----------------------------------------------------------------------------
(* Witnesses *)

WidthCounterWrapped == mmu_invalidate_seq = FullTurn - 1 /\ mmu_invalidate_seq' = 0
WidthUnchangedAfterFullTurn ==
    \E v \in VCPUS : Live(v) /\ vcpu[v].completed = FullTurn /\ vcpu[v].mmu_seq = mmu_invalidate_seq
WidthLimitReached == \E v \in VCPUS : Live(v) /\ vcpu[v].completed = LIMIT
WidthSnapshotAfterInvalidation ==
    \E v \in VCPUS : vcpu[v].pc = "guest" /\ vcpu'[v].pc = "lookup" /\ mmu_invalidate_seq # START

=============================================================================
