---------------------------- MODULE ApfTokenLost ----------------------------
(***************************************************************************)
(* The slot is not asked whether it is free.                               *)
(***************************************************************************)
EXTENDS AsyncPageFaultProperties

NextAnyway(v) ==
    LET g == Head(done[v])
    IN  /\ fault[v].pc = "completion"
        /\ IF done[v] # <<>>
           THEN /\ fault' = [fault EXCEPT ![v] =
                       [InGuest EXCEPT !.pc = "snapshot", !.gfn = g, !.prefetch = TRUE]]
                /\ done' = [done EXCEPT ![v] = Tail(@)]
           ELSE Goes(v, "guest") /\ UNCHANGED done
        /\ UNCHANGED <<hostUnchanged, spte, requests, queue, work, waiting, ready_token>>

=============================================================================
