----------------------- MODULE FollowPfnV11EarlyRetry -----------------------
(***************************************************************************)
(* v11 and the lockless retry test of 6.8 in one tree: the new exit comes  *)
(* as it is (LateExitPuts: it releases the pfn, as it must in 6.8, where   *)
(* the lookup keeps a reference).                                          *)
(***************************************************************************)
EXTENDS FollowPfnV11

Merged == TRUE

=============================================================================
