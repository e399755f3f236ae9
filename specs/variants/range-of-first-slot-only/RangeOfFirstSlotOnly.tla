------------------------- MODULE RangeOfFirstSlotOnly ------------------------
(***************************************************************************)
(* Later memslots add nothing.                                             *)
(***************************************************************************)
EXTENDS SlotRangesProperties

FirstOnly(n) ==
    IF \E i \in 1..(inv[n].slot - 1) : SlotMeets(i, inv[n].start, inv[n].end)
    THEN mmu_invalidate_range ELSE RangeAdded(GfnStart(n), GfnEnd(n))

=============================================================================
