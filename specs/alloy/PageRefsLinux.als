module PageRefsLinux

-----------------------------------------------------------------------------------------------------------
-- Page references as Linux counts them, over the first steps after all memory was free
-----------------------------------------------------------------------------------------------------------

open PageRefs

fact Behaviour { init and always linuxStep }

-- Two pages: one huge page, or two single ones, or first this and then that. Two vCPUs. PageRefsInductive.als is
-- about more of them, and any number of steps.
check CompoundStaysWellFormed for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check NoCountBelowZero for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check TailsHaveNoCount for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check CountsAreBalanced for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check HeldPagesAreNotFree for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check UnheldPagesAreFree for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check ZeroToOneOnlyByAllocation for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0
check OnlyHeldReferencesAreDropped for exactly 2 Page, exactly 2 Holder, 4 int, 1..6 steps expect 0

-- get_page_unless_zero() fails on the tail of a live huge page, where GUP succeeds.
run wGetFailsOnLiveTail {
  eventually some h: Holder, p: Page | getFails[h, p] and p in head.Page and gt[page_count[p], Zero]
} for exactly 2 Page, exactly 2 Holder, 4 int, 1..8 steps expect 1

-- The page is freed between look and get: the get finds count 0.
run wGetFailsOnFreedPage { eventually some h: Holder, p: Page | getFails[h, p] and p in Free }
  for exactly 2 Page, exactly 2 Holder, 4 int, 1..8 steps expect 1

-- It is freed and allocated anew between look and get: the get succeeds on another owner's page, which is why a
-- lookup has to look once more after taking the reference.
run wGetOnReallocatedPage {
  some h: Holder, p: Page | eventually (h.looked = p and p in Free and
    eventually (h.looked = p and get_page_unless_zero[h, p]))
} for exactly 2 Page, exactly 2 Holder, 4 int, 1..8 steps expect 1

-- The vCPU's reference is the last one, and its put frees the page.
run wLastPutFrees { eventually some h: Holder, p: Page | put_page[h, p] and p not in Free and p in Free' }
  for exactly 2 Page, exactly 2 Holder, 4 int, 1..8 steps expect 1

-- A put that names a tail frees the whole huge page.
run wPutOnTailFreesAll {
  eventually some h: Holder, p: Page | put_page[h, p] and some p.head and folio[p.head] in Free'
} for exactly 2 Page, exactly 2 Holder, 4 int, 1..8 steps expect 1

-- Two vCPUs hold one huge page through its two pages, and the count is 3.
run wThreeReferences { eventually some p: Page | #holders[p] = 2 and p in Mapped and #Holder.holds = 2 }
  for exactly 2 Page, exactly 2 Holder, 4 int, 1..8 steps expect 1

-- What was a tail is a page of its own later.
run wTailBecomesSingle { some p: Page | eventually (some p.head and eventually (p in Mapped and no head.p)) }
  for exactly 2 Page, exactly 2 Holder, 4 int, 1..8 steps expect 1

-- A vCPU reads the pfn of a tail, which the host's page tables name as well.
run wTailIsLookedAt { eventually some h: Holder | no h.looked and some h.looked' & head.Page }
  for exactly 2 Page, exactly 2 Holder, 4 int, 1..8 steps expect 1
