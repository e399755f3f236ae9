------------------------- MODULE GpcTestsInProgress -------------------------
(***************************************************************************)
(* The retry test of a refresh uses the counter that rises only in S3,     *)
(* after S2 has passed the cache.                                          *)
(***************************************************************************)
EXTENDS PfnCacheProperties

InProgressSaysRetry(v) == mmu_invalidate_in_progress # 0

=============================================================================
