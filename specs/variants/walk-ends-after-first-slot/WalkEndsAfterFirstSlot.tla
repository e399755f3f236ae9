------------------------ MODULE WalkEndsAfterFirstSlot -----------------------
(***************************************************************************)
(* Nothing lies ahead once a slot has been met.                            *)
(***************************************************************************)
EXTENDS SlotRangesProperties

NoneAhead(n) ==
    {i \in SlotIndices : inv[n].slot = 0 /\ SlotMeets(i, inv[n].start, inv[n].end)}

=============================================================================
