------------------------ MODULE SnapshotAfterLookup -------------------------
(***************************************************************************)
(* P4 after P10: mmu_invalidate_seq is read when the host page is already  *)
(* known, so an invalidation that ran between the two leaves no trace.     *)
(***************************************************************************)
EXTENDS KvmMmuProperties

LookupThenSnapshot(step) ==
    CASE step = "fault"       -> "lookup"
      [] step = "lookup"      -> "snapshot"
      [] step = "snapshot"    -> "retry_late"
      [] step = "retry_late"  -> "lock"
      [] step = "lock"        -> "stale"
      [] step = "stale"       -> "map"
      [] step = "map"         -> "unlock"

=============================================================================
