--------------------- MODULE LookupProbeTrustsAnyError ----------------------
(***************************************************************************)
(* Whatever the probe does not get is poisoned.                            *)
(***************************************************************************)
EXTENDS LookupProperties

AnyErrorIsPoison == ~call.async /\ ~(IsOrdinary /\ VmaAllowsWrite /\ EntryServes(TRUE))

=============================================================================
