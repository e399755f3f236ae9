------------------------ MODULE RangeGfnsTakenForHvas ------------------------
(***************************************************************************)
(* What begin stores are the gfns of the first slot.                       *)
(***************************************************************************)
EXTENDS SlotRangesLinux61

GfnsInsteadOfHvas(n) ==
    LET i == CHOOSE x \in SlotIndices :
                 /\ SlotMeets(x, inv[n].start, inv[n].end)
                 /\ \A y \in 1..(x - 1) : ~SlotMeets(y, inv[n].start, inv[n].end)
    IN  [start |-> SlotGfn(i) + (IF inv[n].start > SlotHva(i) THEN inv[n].start - SlotHva(i) ELSE 0),
         end |-> SlotGfn(i) + Min2(inv[n].end - SlotHva(i), SlotPages(i))]

=============================================================================
