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
(* FreshSeq takes the smallest such value (in a trace, an increment that   *)
(* nobody can notice may therefore leave the value as it is).  Every       *)
(* snapshot that is not NoSeq is live, whatever step its vCPU is at, so a  *)
(* variant that adds or moves steps is safe; the spec resets a snapshot    *)
(* once the retry test under mmu_lock (P16) has looked at it.              *)
(*                                                                         *)
(* A model puts FreshSeq in the place of NextSeq.  It does not apply where *)
(* the width or the start value of the counter is the question.            *)
(***************************************************************************)
EXTENDS PageFault

LiveSnapshots == {fault[v].mmu_seq : v \in VCPUS} \ {NoSeq}

FreshSeq == FreshSeqFrom(0, LiveSnapshots)

=============================================================================
