// Pages, each with a head; a head is its own.
module Pages

sig Page { head: one Page }

fact headsAreHeads { all p: Page | p.head.head = p.head }

assert WellFormed { all p: Page | p.head in p.head.head }

check WellFormed for 4 but 4 int expect 0

run wTail { some p: Page | p.head != p } for 4 but 4 int expect 1
