------------------------ MODULE AttributesRangeNotSet ------------------------
(***************************************************************************)
(* Attribute changes add no range.                                         *)
(***************************************************************************)
EXTENDS OtherInvalidationsProperties

NoneForAttributes(n) ==
    IF inv[n].op = "attributes" THEN mmu_invalidate_range
    ELSE RangeAdded(inv[n].start, inv[n].end)

=============================================================================
