----------------------------- MODULE OpaqueSeq -----------------------------
(***************************************************************************)
(* mmu_invalidate_seq as an opaque value, so that a model may have any     *)
(* number of invalidations and still finitely many states.                 *)
(*                                                                         *)
(* The protocol compares a snapshot with the counter for equality and does *)
(* nothing else with it.  An unbounded counter never returns to a value,   *)
(* so after an increment every snapshot taken before differs from it, for  *)
(* ever.  Any choice of a value that no live snapshot has behaves the same:*)
(* the relation "equal live snapshots, equal counter" is a bisimulation.   *)
(* FreshSeq takes the smallest such value.  A snapshot is live from        *)
(* kvm_faultin_pfn (P4) to the retry test under mmu_lock (P16); after that *)
(* the spec resets it.                                                     *)
(*                                                                         *)
(* A model puts FreshSeq in the place of NextSeq.  It does not apply where *)
(* the width or the start value of the counter is the question.            *)
(***************************************************************************)
EXTENDS PageFault

LiveSnapshots ==
    {fault[v].mmu_seq : v \in {x \in VCPUS :
        fault[x].pc \in {"retry_early", "lookup", "retry_late", "lock", "stale"}}}

FreshSeq == CHOOSE s \in 0..Cardinality(VCPUS) :
                /\ s \notin LiveSnapshots
                /\ \A r \in 0..Cardinality(VCPUS) : r < s => r \in LiveSnapshots

=============================================================================
