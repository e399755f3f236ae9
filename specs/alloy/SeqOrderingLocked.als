module SeqOrderingLocked

-----------------------------------------------------------------------------------------------------------
-- The retry test under mmu_lock, as in is_page_fault_stale(), without the barriers of end and test
--
-- mmu_lock replaces both: smp_wmb() is left out of end, smp_rmb() out of the test, and the test may read in_progress
-- and seq in either order. The barrier after the snapshot stays. Linux has more barriers than this program, and so
-- admits no outcome that this one excludes.
-----------------------------------------------------------------------------------------------------------

open SeqOrdering

fun inProgressFirst: Event -> Event {
  ReadPte -> TestLock + TestLock -> TestInProgress + TestInProgress -> TestSeq + TestSeq -> TestUnlock
}
fun seqFirst: Event -> Event {
  ReadPte -> TestLock + TestLock -> TestSeq + TestSeq -> TestInProgress + TestInProgress -> TestUnlock
}

fact Program {
  anyUnlockOrders
  follower = without[endAsInLinux, EndWmb] + snapshotAsInLinux + inProgressFirst or
  follower = without[endAsInLinux, EndWmb] + snapshotAsInLinux + seqFirst
}

check EndBringsItsSeq for 3 but 4 int expect 0
check NewSnapshotMeansNewEntry for 3 but 4 int expect 0
check NoStalePageAccepted for 3 but 4 int expect 0
check SeqNeverRunsBack for 3 but 4 int expect 0
check EarlyTestSeesNoEnd for 3 but 4 int expect 0

-- Both orders of the test, and both orders of the two critical sections.
run wSeqReadFirst { TestSeq in TestLock.follower and accepted } for 3 but 4 int expect 1
run wInProgressReadFirst { TestInProgress in TestLock.follower and accepted } for 3 but 4 int expect 1
run wTestBeforeEnd { some EndLock.from and oldPage } for 3 but 4 int expect 1

-- The end comes between lookup and test, and the page is refused.
run wOldPageRefused { some TestLock.from and oldPage } for 3 but 4 int expect 1
