module OrderingSeqReadFirst

-----------------------------------------------------------------------------------------------------------
-- seq is read before in_progress, with a barrier between them
-----------------------------------------------------------------------------------------------------------

open SeqOrdering

fact Program {
  anyUnlockOrders
  follower = endAsInLinux + snapshotAsInLinux +
    ReadPte -> TestSeq + TestSeq -> TestRmb + TestRmb -> TestInProgress
}

-- Expected: 1 where the variant breaks the statement as well.
check EndBringsItsSeq for 3 but 4 int expect 1
check NewSnapshotMeansNewEntry for 3 but 4 int expect 0
check NoStalePageAccepted for 3 but 4 int expect 1
check SeqNeverRunsBack for 3 but 4 int expect 0

-- An old page is accepted with the old seq.
run wOldSeqAccepted { accepted and oldPage and no TestSeq.sees } for 3 but 4 int expect 1
