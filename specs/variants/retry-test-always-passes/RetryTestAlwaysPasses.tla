----------------------- MODULE RetryTestAlwaysPasses ------------------------
(***************************************************************************)
(* The fault maps whatever it has looked up, although the mmu_notifiers    *)
(* told of a change.                                                       *)
(***************************************************************************)
EXTENDS KvmMmuProperties

NeverStale(seq, g) == FALSE

=============================================================================
