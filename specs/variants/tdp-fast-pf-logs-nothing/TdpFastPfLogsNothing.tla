------------------------ MODULE TdpFastPfLogsNothing ------------------------
(***************************************************************************)
(* The fault returns with the bitmap as it was.                            *)
(***************************************************************************)
EXTENDS TdpMmuProperties

TellsNobody(v) ==
    /\ fault[v].pc = "mark_dirty"
    /\ fault' = [fault EXCEPT ![v] = InGuest]
    /\ UNCHANGED <<notifierVars, walkVars, rootVars, sptes, tlb, host, logVars, markVars>>

=============================================================================
