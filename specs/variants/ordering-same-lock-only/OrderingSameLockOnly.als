module OrderingSameLockOnly

-----------------------------------------------------------------------------------------------------------
-- The program of Linux, on machines where only dropping and taking the same lock gives order
-----------------------------------------------------------------------------------------------------------

open SeqOrdering

fact Program {
  no OrderingUnlock
  follower = endAsInLinux + snapshotAsInLinux + testAsInLinux
}

-- Expected: 1 where the variant breaks the statement as well.
check EndBringsItsSeq for 3 but 4 int expect 0
check NewSnapshotMeansNewEntry for 3 but 4 int expect 1
check NoStalePageAccepted for 3 but 4 int expect 1
check SeqNeverRunsBack for 3 but 4 int expect 0

-- An old page is accepted with the new seq, in spite of all barriers.
run wNewSeqAccepted { accepted and oldPage and some TestSeq.sees } for 3 but 4 int expect 1
