---------------------------- MODULE SeqIgnored ------------------------------
(***************************************************************************)
(* Only half of the retry test: is an invalidation of this gfn running?    *)
(* One that came and went is not seen.                                     *)
(***************************************************************************)
EXTENDS KvmMmuProperties

RetryByInProgressOnly(seq, g) ==
    mmu_invalidate_in_progress # 0 /\ (mmu_invalidate_range = NoRange \/ InRange(g))

=============================================================================
