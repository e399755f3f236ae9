module PageRefsInductive

-----------------------------------------------------------------------------------------------------------
-- The statements of PageRefs.als for executions of any length
--
-- PageRefsLinux.als looks at the first few steps. Here the first state is any state in which the invariant holds,
-- reachable or not, and one step is taken from it. If the invariant holds initially and after every such step,
-- then it holds for ever; and what is shown of such a step is true of every step.
-----------------------------------------------------------------------------------------------------------

open PageRefs

-- A vCPU looks for one page at a time. Needed for the induction only: no statement is about it.
pred oneAtATime { all h: Holder | no h.looked or no h.holds }

-- All statements about a state.
pred inv {
  wellFormed and notBelowZero and tailsHaveNoCount and balanced and heldNotFree and unheldFree and oneAtATime
}

assert InvariantHoldsInitially { init implies inv }
assert InvariantIsInductive { (inv and linuxStep) implies after inv }
assert StepsKeepTheRules { (inv and linuxStep) implies (zeroToOneByAllocation and onlyHeldDropped) }

-- Two states are enough, so there may be more pages and vCPUs.
check InvariantHoldsInitially for exactly 4 Page, exactly 3 Holder, 4 int, 1..2 steps expect 0
check InvariantIsInductive for exactly 4 Page, exactly 3 Holder, 4 int, 1..2 steps expect 0
check StepsKeepTheRules for exactly 4 Page, exactly 3 Holder, 4 int, 1..2 steps expect 0

-- A huge page with all references on it that there can be, beside a free page.
run wAllHoldOne {
  inv and linuxStep and some Free and some p: Mapped | some head.p and holders[p] = Holder
} for exactly 4 Page, exactly 3 Holder, 4 int, 1..2 steps expect 1

-- A last put through a tail, which frees the huge page.
run wLastPut { inv and some h: Holder, p: Page | put_page[h, p] and p in head.Page and p in Free' }
  for exactly 4 Page, exactly 3 Holder, 4 int, 1..2 steps expect 1

-- A reference taken by GUP through a tail.
run wGupOnTail { inv and some h: Holder, p: Page | gup[h, p] and p in head.Page }
  for exactly 4 Page, exactly 3 Holder, 4 int, 1..2 steps expect 1
