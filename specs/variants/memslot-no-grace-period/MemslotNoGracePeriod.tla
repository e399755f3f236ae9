------------------------ MODULE MemslotNoGracePeriod ------------------------
(***************************************************************************)
(* From the publication straight to the flush.                             *)
(***************************************************************************)
EXTENDS MemslotsProperties

FlushAtOnce(step) ==
    CASE step = "set"          -> "swap_invalid"
      [] step = "swap_invalid" -> "flush"
      [] step = "flush"        -> "swap"
      [] step = "swap"         -> "srcu"
      [] step = "srcu"         -> "idle"

=============================================================================
