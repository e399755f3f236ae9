------------------------ MODULE RetryCoreSeqIgnored -------------------------
(***************************************************************************)
(* Only half of the retry test: is an invalidation of this gfn running?    *)
(***************************************************************************)
EXTENDS RetryInduction

RetryByRunningOnly(seq, g) ==
    mmu_invalidate_in_progress # 0 /\ (mmu_invalidate_range = NoRange \/ InRange(g))

=============================================================================
