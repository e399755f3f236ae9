module OrderingNoSnapshotRmb

-----------------------------------------------------------------------------------------------------------
-- The snapshot without a barrier before the lookup; the test is under mmu_lock, and end has its barrier
-----------------------------------------------------------------------------------------------------------

open SeqOrdering

fact Program {
  anyUnlockOrders
  follower = endAsInLinux + SnapshotSeq -> ReadPte + ReadPte -> TestLock + TestLock -> TestInProgress +
    TestInProgress -> TestSeq + TestSeq -> TestUnlock
}

-- Expected: 1 where the variant breaks the statement as well.
check EndBringsItsSeq for 3 but 4 int expect 0
check NewSnapshotMeansNewEntry for 3 but 4 int expect 1
check NoStalePageAccepted for 3 but 4 int expect 1
check SeqNeverRunsBack for 3 but 4 int expect 0
check EarlyTestSeesNoEnd for 3 but 4 int expect 0

-- An old page is accepted with the new seq, under mmu_lock.
run wNewSeqAccepted { accepted and oldPage and some TestSeq.sees and some TestLock.from } for 3 but 4 int expect 1
