------------------------- MODULE RangeOverwritten61 -------------------------
(***************************************************************************)
(* kvm_mmu_invalidate_begin() of 6.1 without its else branch: the second   *)
(* of two invalidations replaces the range of the first.                   *)
(***************************************************************************)
EXTENDS Linux61

OnlyTheNewRange(start, end) == [start |-> start, end |-> end]

=============================================================================
