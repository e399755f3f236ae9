module PagesGetFromZero

-----------------------------------------------------------------------------------------------------------
-- A reference is taken without asking for zero
--
-- A page that was found through its pfn gets get_page() on its own count, in place of get_page_unless_zero(). Between
-- look and get the page may have been freed; its count then goes from 0 to 1 in the free lists. On the tail of
-- a huge page it makes a count where none must be, and the put will take it from the head.
-----------------------------------------------------------------------------------------------------------

open PageRefs

-- One more on the page's own count, whatever it was.
pred get_page_own[h: Holder, p: Page] { take[h, p, p] }

fun _get_page_own: Holder -> Page { { h: Holder, p: Page | get_page_own[h, p] } }

fact Behaviour {
  init and always (commonStep or (some h: Holder, p: Page | get_page_own[h, p] or gup[h, p] or put_page[h, p]))
}

-- Expected: 1 where the variant breaks the statement as well.
check CompoundStaysWellFormed for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check NoCountBelowZero for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check TailsHaveNoCount for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check CountsAreBalanced for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check HeldPagesAreNotFree for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check UnheldPagesAreFree for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check ZeroToOneOnlyByAllocation for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 1
check OnlyHeldReferencesAreDropped for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0

-- It happens on a tail of a live huge page.
run wGetOnTail { eventually some h: Holder, p: Page | get_page_own[h, p] and p in head.Page }
  for exactly 2 Page, exactly 2 Holder, 4 int, 1..8 steps expect 1
