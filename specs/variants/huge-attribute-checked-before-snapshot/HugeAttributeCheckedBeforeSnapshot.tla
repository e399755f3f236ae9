----------------- MODULE HugeAttributeCheckedBeforeSnapshot -----------------
(***************************************************************************)
(* P5 before P4.                                                           *)
(***************************************************************************)
EXTENDS HugePagesProperties

PrivateThenSnapshot(step) ==
    CASE step = "fault"    -> "private"
      [] step = "private"  -> "snapshot"
      [] step = "snapshot" -> "lookup"
      [] step = "lookup"   -> "stale"
      [] step = "stale"    -> "level"
      [] step = "level"    -> "map"

=============================================================================
