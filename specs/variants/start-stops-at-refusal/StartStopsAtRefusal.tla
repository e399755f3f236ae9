------------------------- MODULE StartStopsAtRefusal -------------------------
(***************************************************************************)
(* From the refusal straight to the ends.                                  *)
(***************************************************************************)
EXTENDS NotifierSubscribersProperties

StraightToEnds(n) ==
    IF SUBSCRIBERS[inv[n].at] = "interval" THEN InvIdle
    ELSE [inv[n] EXCEPT !.pc = "undo", !.at = 1, !.refused = TRUE]

=============================================================================
