--------------------- MODULE RetryCoreInProgressIgnored ---------------------
(***************************************************************************)
(* The other half of the retry test: did seq move?                         *)
(***************************************************************************)
EXTENDS RetryInduction

RetryBySeqOnly(seq, g) == mmu_invalidate_seq # seq

=============================================================================
