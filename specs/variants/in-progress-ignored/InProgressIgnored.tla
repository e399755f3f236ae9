------------------------- MODULE InProgressIgnored --------------------------
(***************************************************************************)
(* The other half of the retry test: did an invalidation end since the     *)
(* snapshot? One that still runs is not seen.                              *)
(***************************************************************************)
EXTENDS KvmMmuProperties

RetryBySeqOnly(seq, g) == mmu_invalidate_seq # seq

=============================================================================
