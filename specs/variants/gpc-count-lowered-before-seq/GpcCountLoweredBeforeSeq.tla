---------------------- MODULE GpcCountLoweredBeforeSeq ----------------------
(***************************************************************************)
(* E2 before E1.                                                           *)
(***************************************************************************)
EXTENDS PfnCacheProperties

CountBeforeSeq(step) ==
    CASE step = "idle"      -> "count"
      [] step = "count"     -> "gpc"
      [] step = "gpc"       -> "begin"
      [] step = "begin"     -> "modify"
      [] step = "modify"    -> "count_dec"
      [] step = "count_dec" -> "end"
      [] step = "end"       -> "after"

=============================================================================
