------------------------- MODULE RangeOverwritten ---------------------------
(***************************************************************************)
(* kvm_mmu_invalidate_range_add() keeps the last range instead of the      *)
(* smallest one that covers all that run.                                  *)
(***************************************************************************)
EXTENDS KvmMmuProperties

LastRange(start, end) == [start |-> start, end |-> end]

=============================================================================
