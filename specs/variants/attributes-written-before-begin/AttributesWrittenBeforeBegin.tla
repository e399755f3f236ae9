--------------------- MODULE AttributesWrittenBeforeBegin --------------------
(***************************************************************************)
(* attributes joins those that write first.                                *)
(***************************************************************************)
EXTENDS OtherInvalidationsProperties

AlsoAttributes(op) == op \in {"zap_gfn_range", "error", "release", "attributes"}

=============================================================================
