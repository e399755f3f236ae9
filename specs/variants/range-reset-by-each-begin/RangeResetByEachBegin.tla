------------------------ MODULE RangeResetByEachBegin ------------------------
(***************************************************************************)
(* The reset no longer asks whether another invalidation runs.             *)
(***************************************************************************)
EXTENDS SlotRangesProperties

AlwaysReset(n) ==
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' = NoRange
    /\ UNCHANGED mmu_invalidate_seq

=============================================================================
