------------------------ MODULE HugeLevelBeforeLock -------------------------
(***************************************************************************)
(* P17's walk between P10 and P15.                                         *)
(***************************************************************************)
EXTENDS HugePagesProperties

LevelThenLock(step) ==
    CASE step = "fault"     -> "snapshot"
      [] step = "snapshot"  -> IF ATTRIBUTES THEN "private" ELSE "lookup"
      [] step = "private"   -> "lookup"
      [] step = "lookup"    -> "level"
      [] step = "level"     -> "stale"
      [] step = "stale"     -> "map"

=============================================================================
