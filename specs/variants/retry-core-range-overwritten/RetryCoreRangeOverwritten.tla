--------------------- MODULE RetryCoreRangeOverwritten ----------------------
(***************************************************************************)
(* The range is that of the invalidation that started last.                *)
(***************************************************************************)
EXTENDS RetryInduction

RangeSet(start, end) == [start |-> start, end |-> end]

=============================================================================
