-------------------------- MODULE GpcEndForgotten ---------------------------
(***************************************************************************)
(* E2 does not happen.                                                     *)
(***************************************************************************)
EXTENDS PfnCacheProperties

LeavesWithoutEnd(n) ==
    /\ inv[n].pc = "count_dec"
    /\ inv' = SteppedCounted(n, "count_dec", FALSE)
    /\ UNCHANGED <<invUnchanged, notifierVars, mn_active_invalidate_count>>

=============================================================================
