--------------------- MODULE FollowPfnReleaseForgotten ----------------------
(***************************************************************************)
(* The caller does not release what the lookup has returned.               *)
(***************************************************************************)
EXTENDS FollowPfnProperties

NothingPut(call) == FALSE

=============================================================================
