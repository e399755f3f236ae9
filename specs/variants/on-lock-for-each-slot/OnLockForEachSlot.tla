-------------------------- MODULE OnLockForEachSlot --------------------------
(***************************************************************************)
(* As many as there are slots.                                             *)
(***************************************************************************)
EXTENDS SlotRangesProperties

SlotsMet(n) == Cardinality({i \in SlotIndices : SlotMeets(i, inv[n].start, inv[n].end)})
BeginEach(n) ==
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + SlotsMet(n)
    /\ mmu_invalidate_range' = IF mmu_invalidate_in_progress = 0 THEN NoRange ELSE mmu_invalidate_range
    /\ UNCHANGED mmu_invalidate_seq

=============================================================================
