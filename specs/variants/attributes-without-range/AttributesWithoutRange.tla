------------------------ MODULE AttributesWithoutRange -----------------------
(***************************************************************************)
(* No range if no SPTE of it is there.                                     *)
(***************************************************************************)
EXTENDS OtherInvalidationsProperties

NothingToZap(n) == \A g \in GFNS : In(n, g) => spte[g] = "none"
AddedIfZapped(n) ==
    IF inv[n].op = "attributes" /\ NothingToZap(n) THEN mmu_invalidate_range
    ELSE RangeAdded(inv[n].start, inv[n].end)

=============================================================================
