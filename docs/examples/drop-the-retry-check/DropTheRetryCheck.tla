------------------------- MODULE DropTheRetryCheck -------------------------
\* A fault has tested mmu_invalidate_seq and the range without mmu_lock already, just before it takes
\* the lock (6.8).  So the test under mmu_lock, in is_page_fault_stale(), is dropped: it never says
\* "retry".
EXTENDS MmuNotifier

\* Takes the place of mmu_invalidate_retry_gfn(seq, g) of MmuNotifier.
DropTheRetryCheck_mmu_invalidate_retry_gfn(seq, g) == FALSE
============================================================================
