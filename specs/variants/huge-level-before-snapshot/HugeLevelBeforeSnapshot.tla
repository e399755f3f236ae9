---------------------- MODULE HugeLevelBeforeSnapshot -----------------------
(***************************************************************************)
(* P17's walk before P4.                                                   *)
(***************************************************************************)
EXTENDS HugePagesProperties

LevelThenSnapshot(step) ==
    CASE step = "fault"     -> "level"
      [] step = "level"     -> "snapshot"
      [] step = "snapshot"  -> "lookup"
      [] step = "lookup"    -> "stale"
      [] step = "stale"     -> "map"

=============================================================================
