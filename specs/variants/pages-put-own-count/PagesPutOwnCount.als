module PagesPutOwnCount

-----------------------------------------------------------------------------------------------------------
-- A reference is released on the page's own count
--
-- GUP took the reference on the head of the huge page; the put forgets compound_head() and takes one off the page
-- that was looked up. On a tail that is 0 already.
-----------------------------------------------------------------------------------------------------------

open PageRefs

-- put_page() without compound_head().
pred put_page_own[h: Holder, p: Page] {
  h.holds = p
  decrementAndFree[p]
  no h.holds' and h.looked' = h.looked
  Mapped' = Mapped
  holdersStayBut[h]
}

fun _put_page_own: Holder -> Page { { h: Holder, p: Page | put_page_own[h, p] } }

fact Behaviour {
  init and always (commonStep or (some h: Holder, p: Page |
    get_page_unless_zero[h, p] or gup[h, p] or put_page_own[h, p]))
}

-- Expected: 1 where the variant breaks the statement as well.
check CompoundStaysWellFormed for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check NoCountBelowZero for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check TailsHaveNoCount for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check CountsAreBalanced for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check HeldPagesAreNotFree for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check UnheldPagesAreFree for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check ZeroToOneOnlyByAllocation for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check OnlyHeldReferencesAreDropped for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1

-- On single pages nothing is wrong with it.
run wPutOnSinglePage { eventually some h: Holder, p: Page | put_page_own[h, p] and no p.head and p in Free' }
  for exactly 2 Page, exactly 2 Holder, 4 int, 1..8 steps expect 1
