-------------------- MODULE MemslotFlushedBeforeInvalid ---------------------
(***************************************************************************)
(* The flush comes first.                                                  *)
(***************************************************************************)
EXTENDS MemslotsProperties

FlushFirst(step) ==
    CASE step = "set"          -> "flush"
      [] step = "flush"        -> "swap_invalid"
      [] step = "swap_invalid" -> "srcu_invalid"
      [] step = "srcu_invalid" -> "swap"
      [] step = "swap"         -> "srcu"
      [] step = "srcu"         -> "idle"

=============================================================================
