module SeqOrderingLockless

-----------------------------------------------------------------------------------------------------------
-- The retry test without mmu_lock, with all barriers of Linux
--
-- So read mmu_invalidate_retry() by those who do not hold mmu_lock, and the pfncache's test
-- (virt/kvm/pfncache.c, mmu_notifier_retry_cache()), where the count of active invalidations is in the place of
-- in_progress. mmu_invalidate_retry_gfn_unsafe() has no barrier, and must not be relied on.
-----------------------------------------------------------------------------------------------------------

open SeqOrdering

fact Program {
  anyUnlockOrders
  follower = endAsInLinux + snapshotAsInLinux + testAsInLinux
}

check EndBringsItsSeq for 3 but 4 int expect 0
check NewSnapshotMeansNewEntry for 3 but 4 int expect 0
check NoStalePageAccepted for 3 but 4 int expect 0
check SeqNeverRunsBack for 3 but 4 int expect 0

-- A page looked up after the invalidation is accepted.
run wNewPageAccepted { accepted and not oldPage } for 3 but 4 int expect 1

-- A page from before it is refused, because seq has moved.
run wOldPageRefusedBySeq { oldPage and seesEnd and not seqUnchanged } for 3 but 4 int expect 1

-- The same because the invalidation still seems to run, although its seq is seen already: stores come one by one.
run wOldPageRefusedByInProgress { oldPage and not seesEnd and some TestSeq.sees } for 3 but 4 int expect 1

-- The cleared entry is seen, and the snapshot is still the old one: retried for nothing.
run wRetriedForNothing { not oldPage and seesEnd and not seqUnchanged } for 3 but 4 int expect 1
