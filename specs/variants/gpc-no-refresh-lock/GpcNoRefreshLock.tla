-------------------------- MODULE GpcNoRefreshLock --------------------------
(***************************************************************************)
(* A refresh begins although another is not done.  (Activation and         *)
(* deactivation still wait for all of them.)                               *)
(***************************************************************************)
EXTENDS PfnCacheProperties

NoMutex == TRUE

=============================================================================
