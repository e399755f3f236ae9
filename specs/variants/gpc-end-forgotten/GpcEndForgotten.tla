-------------------------- MODULE GpcEndForgotten ---------------------------
(***************************************************************************)
(* E2 of the last active invalidation does not happen.                     *)
(***************************************************************************)
EXTENDS PfnCacheProperties

LeavesWithoutEnd(n) ==
    /\ inv[n].pc = "count_dec"
    /\ mn_active_invalidate_count' = Max2(1, mn_active_invalidate_count - 1)
    /\ inv' = SteppedWith(n, "count_dec", FALSE, FALSE)
    /\ UNCHANGED <<invUnchanged, notifierVars>>

=============================================================================
