------------------------ MODULE RangeShrunkAtNestedEnd -----------------------
(***************************************************************************)
(* A nested end cuts its own gfns off the front of the range.              *)
(***************************************************************************)
EXTENDS SlotRangesProperties

GfnsOf(n) == {p[2] : p \in {q \in PAGES : HvaOf(n, q)}}
GfnAfter(gfns) == 1 + (CHOOSE g \in gfns : \A x \in gfns : g >= x)

CutOff(n) ==
    IF mmu_invalidate_range.start \in GfnsOf(n) /\ GfnAfter(GfnsOf(n)) < mmu_invalidate_range.end
    THEN [mmu_invalidate_range EXCEPT !.start = GfnAfter(GfnsOf(n))]
    ELSE mmu_invalidate_range

EndCutsOff(n) ==
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress - 1
    /\ mmu_invalidate_range' = IF mmu_invalidate_in_progress = 1 THEN NoRange ELSE CutOff(n)

=============================================================================
