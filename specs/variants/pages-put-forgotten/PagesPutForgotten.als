module PagesPutForgotten

-----------------------------------------------------------------------------------------------------------
-- A reference is not released
--
-- On the retry path of a fault, the vCPU forgets the page that it looked up instead of putting it. The count stays up
-- for ever, and so does the page.
-----------------------------------------------------------------------------------------------------------

open PageRefs

-- The fault ends, the reference does not.
pred forget[h: Holder, p: Page] {
  h.holds = p
  no h.holds' and h.looked' = h.looked
  pagesStay and Mapped' = Mapped and count' = count
  holdersStayBut[h]
}

fun _forget: Holder -> Page { { h: Holder, p: Page | forget[h, p] } }

fact Behaviour {
  init and always (linuxStep or (some h: Holder, p: Page | forget[h, p]))
}

-- Expected: 1 where the variant breaks the statement as well.
check CompoundStaysWellFormed for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check NoCountBelowZero for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check TailsHaveNoCount for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check CountsAreBalanced for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check HeldPagesAreNotFree for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check UnheldPagesAreFree for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check ZeroToOneOnlyByAllocation for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check OnlyHeldReferencesAreDropped for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0

-- It is forgotten on a huge page as well.
run wForgottenOnTail { eventually some h: Holder, p: Page | forget[h, p] and p in head.Page }
  for exactly 2 Page, exactly 2 Holder, 4 int, 1..8 steps expect 1
