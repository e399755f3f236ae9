------------------------ MODULE RetryLateKeepsPage -------------------------
(***************************************************************************)
(* The lockless test after the lookup returns RET_PF_RETRY at once; the    *)
(* page that the lookup returned is forgotten.                             *)
(***************************************************************************)
EXTENDS Linux613

LeaveAtOnce(v) ==
    [fault[v] EXCEPT !.pc = "reenter", !.mmu_seq = NoSeq, !.pfn = NoPfn, !.map_writable = FALSE]

=============================================================================
