module PagesPutTwice

-----------------------------------------------------------------------------------------------------------
-- A reference is released twice
--
-- After its put_page(), a vCPU puts the same page once more, as an error path does that was written for a caller
-- which still has the reference. The second put takes away a reference of somebody else.
-----------------------------------------------------------------------------------------------------------

open PageRefs

-- The second put of one reference, directly after the first.
pred put_page_again[h: Holder, p: Page] {
  before put_page[h, p]
  decrementAndFree[compound_head[p]]
  Mapped' = Mapped
  holdersStayBut[none]
}

fun _put_page_again: Holder -> Page { { h: Holder, p: Page | put_page_again[h, p] } }

fact Behaviour {
  init and always (linuxStep or (some h: Holder, p: Page | put_page_again[h, p]))
}

-- Expected: 1 where the variant breaks the statement as well.
check CompoundStaysWellFormed for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check NoCountBelowZero for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check TailsHaveNoCount for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check CountsAreBalanced for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check HeldPagesAreNotFree for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check UnheldPagesAreFree for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check ZeroToOneOnlyByAllocation for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check OnlyHeldReferencesAreDropped for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1

-- The second put takes away the reference of another vCPU.
run wSecondPutHitsOther {
  eventually some disj g, h: Holder, p: Page |
    put_page_again[h, p] and some g.holds and compound_head[g.holds] = compound_head[p]
} for exactly 2 Page, exactly 2 Holder, 4 int, 1..8 steps expect 1
