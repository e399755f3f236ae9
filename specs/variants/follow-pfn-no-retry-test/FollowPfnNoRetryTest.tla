------------------------ MODULE FollowPfnNoRetryTest ------------------------
(***************************************************************************)
(* The page fault maps what it has looked up without asking whether an     *)
(* invalidation came by.                                                   *)
(***************************************************************************)
EXTENDS FollowPfnProperties

map_without_retry_test ==
    /\ kfp.pc = "lock"
    /\ spte' = SpteKind(kfp)
    /\ kfp' = [kfp EXCEPT !.pc = AfterLock, !.retry = FALSE]
    /\ UNCHANGED <<page, writable, host_maps, count, dead_mark>>

=============================================================================
