------------------------ MODULE FollowPfnV9AsPosted ------------------------
(***************************************************************************)
(* The page fault of v9 as first posted: it marks its page and does not    *)
(* put it, as in v8, where the lookup had put it already.                  *)
(***************************************************************************)
EXTENDS FollowPfnV9

FaultsPutNothing(call) == FALSE

=============================================================================
