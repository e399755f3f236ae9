module OrderingEndSwapped

-----------------------------------------------------------------------------------------------------------
-- in_progress-- before seq++, with a barrier between them
-----------------------------------------------------------------------------------------------------------

open SeqOrdering

fact Program {
  anyUnlockOrders
  follower = ClearPte -> UnlockPtl + UnlockPtl -> EndLock + EndLock -> DecInProgress +
    DecInProgress -> EndWmb + EndWmb -> IncSeq + IncSeq -> EndUnlock +
    snapshotAsInLinux + testAsInLinux
}

-- Expected: 1 where the variant breaks the statement as well.
check EndBringsItsSeq for 3 but 4 int expect 1
check NewSnapshotMeansNewEntry for 3 but 4 int expect 0
check NoStalePageAccepted for 3 but 4 int expect 1
check SeqNeverRunsBack for 3 but 4 int expect 0

-- An old page is accepted with the old seq.
run wOldSeqAccepted { accepted and oldPage and no TestSeq.sees } for 3 but 4 int expect 1
