---------------------------- MODULE FollowPfnV11 ----------------------------
(***************************************************************************)
(* Profile v11 (20240229025759.1187910-1-stevensd@google.com; v10 is the   *)
(* same here).  The refusals of v9 with the FOLL_GET of v7:                *)
(*                                                                         *)
(*   - without FOLL_GET the reference is put before the return, and        *)
(*     refcounted_page is returned all the same: good for as long as the   *)
(*     mmu_notifier rules say so;                                          *)
(*   - no page fault gives FOLL_GET.  Each marks its page under mmu_lock,  *)
(*     and has nothing to put.                                             *)
(***************************************************************************)
EXTENDS FollowPfnV9

(* The exit after the lookup (d02c357e5bfa) came to the tree at the same   *)
(* time as this series; as posted, there is none.                          *)
EarlyRetryMerged == FALSE
LateTest == EarlyRetryMerged

=============================================================================
