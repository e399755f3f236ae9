-------------------------------- MODULE Ring --------------------------------
(* A counter that falls back to where it began: only by a step to a state that is known already. *)
EXTENDS Naturals
CONSTANT Size
VARIABLE x
Init == x = 0
Turn == x' = (x + 1) % Size
Spec == Init /\ [][Turn]_x
InRing == x < Size
NeverFalls == [][x' > x]_x
=============================================================================
