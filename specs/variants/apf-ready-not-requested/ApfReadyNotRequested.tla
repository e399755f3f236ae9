------------------------ MODULE ApfReadyNotRequested ------------------------
(***************************************************************************)
(* The worker ends without a request.                                      *)
(***************************************************************************)
EXTENDS AsyncPageFaultProperties

TellsNobody(v, g) ==
    /\ work[v][g] = "first"
    /\ work' = [work EXCEPT ![v][g] = "listed"]
    /\ UNCHANGED <<hostUnchanged, spte, fault, requests, queue, done, waiting, ready_token>>

=============================================================================
