module PageRefs

-----------------------------------------------------------------------------------------------------------
-- References on pages: get, put, free, and allocation of the same memory for the next owner
--
-- vCPUs look pages up while the host's memory manager (mm) allocates and unmaps them. References on a compound
-- page are counted at its head; a tail's own count is 0 for as long as it is a tail.
--
-- Sources, Linux 6.12:
--   folio_get(), get_page()                   include/linux/mm.h: adds one on the head, whatever it was
--   get_page_unless_zero()                    include/linux/mm.h: adds one on the page's OWN count unless it is 0
--   try_get_folio()                           mm/gup.c: GUP takes its reference on the head
--   put_page(), folio_put()                   include/linux/mm.h: takes one off the head, frees at 0
--   prep_compound_page()                      mm/page_alloc.c
--   hva_to_pfn_remapped()                     virt/kvm/kvm_main.c: get_page_unless_zero() on what a PTE named
--
-- The module has the steps and the statements. It leaves open which steps are taken: PageRefsLinux.als says so, and
-- so does each variant, which puts a faulty step beside or in the place of a good one. So a statement cannot be
-- changed along with the behaviour that it judges.
--
-- Atomicity: a count changes in one atomic operation, and freeing is one step with the decrement that reached 0,
-- since nobody can find the page in between. What is not atomic is a lookup: first the pfn is read (look), later the
-- reference is taken (get); the page may be freed and allocated anew in between.
-----------------------------------------------------------------------------------------------------------

open util/ordering[Page] as pfn
open util/ordering[Count] as counter

-- A struct page. The order is that of the pfns.
sig Page {
  var count: one Count,                      -- its own _refcount
  var head: lone Page                        -- of a tail: its head; of others: nothing
}

-- Pages in the allocator's free lists.
var sig Free in Page {}

-- Heads and single pages that are mapped in the host's page tables: mm holds one reference on each.
var sig Mapped in Page {}

-- A vCPU in a page fault: it looks up one page, and holds at most one reference at a time.
sig Holder {
  var looked: lone Page,                     -- the page whose pfn it read, before it has a reference
  var holds: lone Page                       -- the page, as it was looked up, on which it took a reference
}

-- Values of a count, in order: enough for three vCPUs and mm. Below zero is reached only by mistake. A count at
-- the last value is not counted up further, so more references than that are out of scope.
abstract sig Count {}
one sig MinusOne, Zero, One, Two, Three, Four extends Count {}

fact CountsAreOrdered {
  counter/first = MinusOne and Zero = counter/next[MinusOne] and One = counter/next[Zero] and
  Two = counter/next[One] and Three = counter/next[Two] and Four = counter/next[Three]
}

fun compound_head[p: Page]: one Page { some p.head implies p.head else p }
fun page_ref_count[p: Page]: one Count { p.count }
fun page_count[p: Page]: one Count { compound_head[p].count }

-- A page and its tails.
fun folio[p: Page]: set Page { p + head.p }

-- Who holds a reference that is counted on a page.
fun holders[p: Page]: set Holder { { h: Holder | some h.holds and compound_head[h.holds] = p } }

-- Pages that the host's page tables name: mapped ones, tails included.
fun visible: set Page { Mapped + head.Mapped }

-----------------------------------------------------------------------------------------------------------
-- The beginning: all memory is free, nobody looks
-----------------------------------------------------------------------------------------------------------

pred init {
  Free = Page
  no Mapped and no head and no looked and no holds
  count = Page -> Zero
}

-----------------------------------------------------------------------------------------------------------
-- What steps have in common
-----------------------------------------------------------------------------------------------------------

pred pagesStay { head' = head and Free' = Free }
pred countsStayBut[p: Page] { all q: Page - p | q.count' = q.count }
pred holdersStayBut[h: Holder] {
  all g: Holder - h | g.looked' = g.looked and g.holds' = g.holds
}

-- Adds one to a page's own count; there must be room for it.
pred increment[p: Page] {
  some p.count.counter/next and p.count' = p.count.counter/next
  countsStayBut[p]
}

-- Takes one off a page's own count, and frees the page with its tails when that makes it 0. A freed compound
-- page is taken apart.
pred decrementAndFree[p: Page] {
  some p.count.counter/prev and p.count' = p.count.counter/prev
  countsStayBut[p]
  p.count' = Zero
    implies (Free' = Free + folio[p] and head' = head - (Page -> p))
    else pagesStay
}

-----------------------------------------------------------------------------------------------------------
-- The steps
-----------------------------------------------------------------------------------------------------------

-- alloc_page(), and the host maps it: a free page, now with the count 1 of its owner.
pred alloc[p: Page] {
  p in Free
  Free' = Free - p and Mapped' = Mapped + p and head' = head
  p.count' = One and countsStayBut[p]
  holdersStayBut[none]
}

-- The same for two neighbours with __GFP_COMP: the second becomes a tail of the first. One tail is enough, since
-- tails do not differ.
pred allocCompound[p: Page] {
  let t = p.pfn/next {
    some t and p + t in Free
    Free' = Free - p - t and Mapped' = Mapped + p and head' = head + t -> p
  }
  p.count' = One and countsStayBut[p]
  holdersStayBut[none]
}

-- The host unmaps a page and drops its own reference. Readers of page tables may still know the pfn.
pred unmap[p: Page] {
  p in Mapped
  Mapped' = Mapped - p
  decrementAndFree[p]
  holdersStayBut[none]
}

-- A vCPU reads a pfn from the host's page tables. It has no reference yet.
pred look[h: Holder, p: Page] {
  no h.looked and no h.holds and p in visible
  h.looked' = p and h.holds' = h.holds
  pagesStay and Mapped' = Mapped and count' = count
  holdersStayBut[h]
}

-- The reference is taken on one page, and recorded under the page that was looked up.
pred take[h: Holder, p: Page, counted: Page] {
  h.looked = p
  increment[counted]
  no h.looked' and h.holds' = p
  pagesStay and Mapped' = Mapped
  holdersStayBut[h]
}

-- get_page_unless_zero(): asks the page's own count, so it never succeeds on a tail.
pred get_page_unless_zero[h: Holder, p: Page] {
  gt[page_ref_count[p], Zero]
  take[h, p, p]
}

-- GUP: asks the head's count, and takes the reference there.
pred gup[h: Holder, p: Page] {
  gt[page_count[p], Zero]
  take[h, p, compound_head[p]]
}

-- get_page_unless_zero() finds 0, and the vCPU gives up: the page was freed meanwhile, or is a tail.
pred getFails[h: Holder, p: Page] {
  h.looked = p and page_ref_count[p] = Zero
  no h.looked' and h.holds' = h.holds
  pagesStay and Mapped' = Mapped and count' = count
  holdersStayBut[h]
}

-- put_page(): the count of the head goes down by one, and the vCPU's fault is over.
pred put_page[h: Holder, p: Page] {
  h.holds = p
  decrementAndFree[compound_head[p]]
  no h.holds' and h.looked' = h.looked
  Mapped' = Mapped
  holdersStayBut[h]
}

-- Nothing happens.
pred stutter {
  pagesStay and Mapped' = Mapped and count' = count
  holdersStayBut[none]
}

-- The steps of the host alone.
pred hostStep { some p: Page | alloc[p] or allocCompound[p] or unmap[p] }

-- The steps that are no part of any variant: the host's, reading a pfn, giving up, and nothing.
pred commonStep {
  hostStep or stutter or (some h: Holder, p: Page | look[h, p] or getFails[h, p])
}

-- Every step, as Linux has them.
pred linuxStep {
  commonStep or (some h: Holder, p: Page | get_page_unless_zero[h, p] or gup[h, p] or put_page[h, p])
}

-- Which step it is, for whoever shows a trace: event name to arguments.
fun _alloc: set Page { { p: Page | alloc[p] } }
fun _allocCompound: set Page { { p: Page | allocCompound[p] } }
fun _unmap: set Page { { p: Page | unmap[p] } }
fun _look: Holder -> Page { { h: Holder, p: Page | look[h, p] } }
fun _get_page_unless_zero: Holder -> Page { { h: Holder, p: Page | get_page_unless_zero[h, p] } }
fun _gup: Holder -> Page { { h: Holder, p: Page | gup[h, p] } }
fun _getFails: Holder -> Page { { h: Holder, p: Page | getFails[h, p] } }
fun _put_page: Holder -> Page { { h: Holder, p: Page | put_page[h, p] } }

-----------------------------------------------------------------------------------------------------------
-- What must hold. The statements speak of the state and its changes, not of the steps above.
-----------------------------------------------------------------------------------------------------------

-- Tails point to a head, heads are no tails; what is free is neither, and is not mapped; mm maps no tail on its own.
pred wellFormed { no head.head and no Free.head and no head.Free and no Mapped & (Free + head.Page) }

-- No count is below zero.
pred notBelowZero { MinusOne not in Page.count }

-- A tail has no count of its own.
pred tailsHaveNoCount { all t: head.Page | page_ref_count[t] = Zero }

-- The count of a head, or of a single page, is the number of references held on it. (The only integers here; they
-- stay below the number of counts.)
pred balanced {
  all p: Page - head.Page |
    gte[p.count, Zero] and #{ c: Count | gt[c, Zero] and lte[c, p.count] } = #(holders[p] + (p & Mapped))
}

-- A page on which somebody holds a reference is not free: no use after free.
pred heldNotFree { no Free & (Holder.holds + Mapped + head.Mapped) }

-- A page that nobody holds is free: no leak.
pred unheldFree { all p: Page - head.Page - Mapped | no holders[p] implies p in Free }

-- In this step, a count goes up from zero only where a free page is allocated.
pred zeroToOneByAllocation {
  all p: Page | p.count = Zero and gt[p.count', Zero] implies
    (p in Free and p not in Free' and p not in Mapped and p in Mapped')
}

-- In this step, a count goes down only if a reference held on that page goes away with it.
pred onlyHeldDropped {
  all p: Page | lt[p.count', p.count] implies
    ((p in Mapped and p not in Mapped') or
      (some h: Holder | some h.holds and compound_head[h.holds] = p and no h.holds'))
}

assert CompoundStaysWellFormed { always wellFormed }
assert NoCountBelowZero { always notBelowZero }
assert TailsHaveNoCount { always tailsHaveNoCount }
assert CountsAreBalanced { always balanced }
assert HeldPagesAreNotFree { always heldNotFree }
assert UnheldPagesAreFree { always unheldFree }
assert ZeroToOneOnlyByAllocation { always zeroToOneByAllocation }
assert OnlyHeldReferencesAreDropped { always onlyHeldDropped }
