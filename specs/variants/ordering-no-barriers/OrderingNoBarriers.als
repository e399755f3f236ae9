module OrderingNoBarriers

-----------------------------------------------------------------------------------------------------------
-- The program of Linux without its three barriers
-----------------------------------------------------------------------------------------------------------

open SeqOrdering

fact Program {
  anyUnlockOrders
  follower = endAsInLinux - EndWmb -> Event - Event -> EndWmb + IncSeq -> DecInProgress +
    SnapshotSeq -> ReadPte + ReadPte -> TestInProgress + TestInProgress -> TestSeq
}

-- Expected: 1 where the variant breaks the statement as well.
check EndBringsItsSeq for 3 but 4 int expect 1
check NewSnapshotMeansNewEntry for 3 but 4 int expect 1
check NoStalePageAccepted for 3 but 4 int expect 1
check SeqNeverRunsBack for 3 but 4 int expect 0

-- An old page is accepted, with the old seq or with the new one.
run wOldSeqAccepted { accepted and oldPage and no TestSeq.sees } for 3 but 4 int expect 1
run wNewSeqAccepted { accepted and oldPage and some TestSeq.sees } for 3 but 4 int expect 1
