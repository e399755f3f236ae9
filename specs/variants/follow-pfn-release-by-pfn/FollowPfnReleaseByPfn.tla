----------------------- MODULE FollowPfnReleaseByPfn ------------------------
(***************************************************************************)
(* The page is put because its pfn has a struct page, not because the      *)
(* lookup has returned one: the release of 6.12, under the rules of 6.13.  *)
(***************************************************************************)
EXTENDS FollowPfn613

PutsByPfn(call) == HasRefcountedStruct

=============================================================================
