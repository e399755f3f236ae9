------------------------ MODULE WalkOfOneAddressSpace ------------------------
(***************************************************************************)
(* Slots of other address spaces than the first slot's are passed over.    *)
(***************************************************************************)
EXTENDS SlotRangesProperties

SameSpaceAhead(n) ==
    {i \in SlotIndices :
        /\ i > inv[n].slot /\ SlotMeets(i, inv[n].start, inv[n].end)
        /\ SlotAs(i) = SlotAs(1)}

=============================================================================
