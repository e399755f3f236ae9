--------------------- MODULE GpcInvalidatedBeforeCount ----------------------
(***************************************************************************)
(* S2 before S1.                                                           *)
(***************************************************************************)
EXTENDS PfnCacheProperties

CountAfterCaches(step) ==
    CASE step = "idle"      -> "gpc"
      [] step = "gpc"       -> "count"
      [] step = "count"     -> "begin"
      [] step = "begin"     -> "modify"
      [] step = "modify"    -> "end"
      [] step = "end"       -> "count_dec"
      [] step = "count_dec" -> "after"

=============================================================================
