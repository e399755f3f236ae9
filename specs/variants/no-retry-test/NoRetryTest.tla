---------------------------- MODULE NoRetryTest -----------------------------
(***************************************************************************)
(* The fault path installs what it looked up without asking whether an     *)
(* invalidation came in between.                                           *)
(***************************************************************************)
EXTENDS KvmMmuProperties

NeverRetry(seq, g) == FALSE

=============================================================================
