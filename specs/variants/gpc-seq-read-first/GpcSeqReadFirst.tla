-------------------------- MODULE GpcSeqReadFirst ---------------------------
(***************************************************************************)
(* The two reads of the retry test in the opposite order.                  *)
(***************************************************************************)
EXTENDS PfnCacheProperties

SeqReadFirst(v) == mmu_invalidate_seq # task[v].mmu_seq
CountReadSecond(v) == mn_active_invalidate_count # 0

=============================================================================
