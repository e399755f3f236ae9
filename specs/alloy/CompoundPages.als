module CompoundPages

-----------------------------------------------------------------------------------------------------------
-- What KVM can find out about a page of which it knows no more than the pfn
--
-- The follow_pfn thread turns on one question: a host page table gave KVM a pfn, and no GUP stands behind it;
-- may KVM take a reference on the page there? This module lists the kinds of pages that can be there, what
-- the kernel can ask about each, and which kinds answer alike.
--
-- Sources, Linux 6.12:
--   struct page, compound_head(), PageTail()      include/linux/mm_types.h, include/linux/page-flags.h
--   page_ref_count(), page_count()                include/linux/page_ref.h
--   prep_compound_page(), split_page()            mm/page_alloc.c
--   kvm_pfn_to_refcounted_page()                  virt/kvm/kvm_main.c
--   pages of high order that are not compound     drivers/gpu/drm/ttm/ttm_pool.c
--   and the mail of 24 May 2023, "Re: [PATCH v6 1/4] KVM: mmu: introduce new gfn_to_pfn_noref functions"
--
-- The module is static: every instance is one moment of a machine's memory. How the counts change is told
-- in PageRefs.als.
-----------------------------------------------------------------------------------------------------------

open util/ordering[Pfn] as pfn

-- A page frame number. The order is that of physical addresses.
sig Pfn {
  page: lone Page                            -- pfn_to_page(); none where pfn_valid() is false
}

-- A struct page.
sig Page {
  count: one Count,                          -- its own _refcount
  flags: set Flag,                           -- its own page flags
  compoundHead: lone Page                    -- of a tail: the head it points to; of others: nothing
}

-- All that the predicates below distinguish in a count. The classes have no page whose count matters beyond
-- "nobody" and "somebody", so no integers are needed, and nothing can overflow.
abstract sig Count {}
one sig Zero extends Count {}                -- nobody holds a reference
one sig Positive extends Count {}            -- somebody does

-- The flags that are looked at.
abstract sig Flag {}
one sig PG_reserved extends Flag {}          -- not under the control of the page allocator
one sig PG_head extends Flag {}              -- the first page of a compound page

-----------------------------------------------------------------------------------------------------------
-- What only the owner of the memory knows. No predicate of the kernel reads it.
-----------------------------------------------------------------------------------------------------------

-- One allocation: a page, or several neighbours handed out together.
sig Block {
  pages: some Page,                          -- its pages
  kind: one Kind                             -- how it came to be
}

-- How a block came to be.
abstract sig Kind {}
one sig OrderZero extends Kind {}            -- a single page of alloc_page()
one sig Compound extends Kind {}             -- high order with __GFP_COMP: prep_compound_page() made head and tails
one sig Bare extends Kind {}                 -- high order without __GFP_COMP: nothing ties the pages together
one sig Split extends Kind {}                -- high order without __GFP_COMP, then split_page(): a count for each
one sig ZeroBlock extends Kind {}             -- the ZERO_PAGE of the machine
one sig Device extends Kind {}               -- ZONE_DEVICE: memory of a device with struct pages (pgmap)
one sig Firmware extends Kind {}             -- reserved memory with struct pages: firmware tables, vDSO, MMIO

-- Every struct page stands for one pfn.
fact PagesAndPfns {
  all p: Page | one page.p
}

-- Blocks do not overlap, and a block's pages are neighbours: 2^order of them, orders 0 to 2. Alignment is left
-- out: no predicate looks at the low bits of a pfn.
fact BlocksAreRuns {
  all p: Page | lone pages.p
  all b: Block | let f = first[b], place = page.(b.pages) |
    (place = f or place = orderOne[f] or place = orderTwo[f]) and
    (b.kind in OrderZero + ZeroBlock + Firmware implies place = f) and
    (b.kind in Compound + Bare + Split implies place != f)
  lone kind.ZeroBlock
}

-- A compound page (mm/page_alloc.c, prep_compound_page): the first page is the head, all others are tails and
-- point to it. Nothing else is head or tail. A device's memory may be compound.
fact CompoundIsWellFormed {
  all b: Block | b.kind = Compound implies isCompound[b]
  all b: Block | b.kind = Device implies (isCompound[b] or noCompound[b.pages])
  all b: Block | b.kind not in Compound + Device implies noCompound[b.pages]
  noCompound[Page - Block.pages]
}

-- The counts, by kind. References on a compound page are all counted at its head; a tail's own count is 0 for
-- as long as it is a tail. Without __GFP_COMP only the first page is counted, until split_page() gives every
-- page a count. The count of reserved memory means nothing, and may be anything.
fact CountsByKind {
  all b: Block, p: b.pages | b.kind != Firmware implies
    (p.count = Zero iff (PageTail[p] or (b.kind = Bare and p != firstPage[b])))
  (Page - Block.pages).count in Zero
}

-- PG_reserved: the ZERO_PAGE has it although it is refcounted; so has a device's memory in these kernels.
fact ReservedByKind {
  all b: Block, p: b.pages | PG_reserved in p.flags iff b.kind in ZeroBlock + Device + Firmware
  no flags.PG_reserved & (Page - Block.pages)
}

fun orderOne[f: Pfn]: set Pfn { f + f.pfn/next }
fun orderTwo[f: Pfn]: set Pfn {
  let third = f.pfn/next.pfn/next | some third.pfn/next implies orderOne[f] + orderOne[third] else none
}
fun first[b: Block]: lone Pfn { pfn/min[page.(b.pages)] }
fun firstPage[b: Block]: lone Page { first[b].page }

pred isCompound[b: Block] {
  not one b.pages
  let h = firstPage[b] {
    PG_head in h.flags and no h.compoundHead
    all t: b.pages - h | t.compoundHead = h and PG_head not in t.flags
  }
}

pred noCompound[ps: set Page] { no ps.compoundHead and PG_head not in ps.flags }

-----------------------------------------------------------------------------------------------------------
-- What the kernel can ask
-----------------------------------------------------------------------------------------------------------

-- include/linux/page-flags.h: the head of a tail, and of any other page the page itself.
fun compound_head[p: Page]: one Page { some p.compoundHead implies p.compoundHead else p }

-- include/linux/page_ref.h: the page's own count.
fun page_ref_count[p: Page]: one Count { p.count }

-- include/linux/page_ref.h: the count of the page's head.
fun page_count[p: Page]: one Count { compound_head[p].count }

pred PageTail[p: Page] { some p.compoundHead }
pred PageHead[p: Page] { PG_head in p.flags }
pred PageCompound[p: Page] { PageHead[p] or PageTail[p] }
pred PageReserved[p: Page] { PG_reserved in p.flags }
pred pfn_valid[f: Pfn] { some f.page }
pred is_zero_pfn[f: Pfn] { f in page.(kind.ZeroBlock.pages) }
pred is_zone_device_page[p: Page] { p in kind.Device.pages }

-- The questions, as atoms, so that the answers about a pfn are a value that can be compared.
enum Question { PfnValid, IsReserved, IsHead, IsTail, RefCountIsZero, CountIsZero, IsZeroPfn, IsZoneDevice }

-- The questions that are answered with yes about a pfn. Without struct page there is nothing to look into.
fun yes[f: Pfn]: set Question {
  { q: Question | some f.page and (
      q = PfnValid or
      (q = IsReserved and PageReserved[f.page]) or
      (q = IsHead and PageHead[f.page]) or
      (q = IsTail and PageTail[f.page]) or
      (q = RefCountIsZero and page_ref_count[f.page] = Zero) or
      (q = CountIsZero and page_count[f.page] = Zero) or
      (q = IsZeroPfn and is_zero_pfn[f]) or
      (q = IsZoneDevice and is_zone_device_page[f.page])) }
}

-- Two pfns that no kernel code can tell apart by asking all of that.
pred lookAlike[f, g: Pfn] { yes[f] = yes[g] }

-----------------------------------------------------------------------------------------------------------
-- The classes of pages
-----------------------------------------------------------------------------------------------------------

abstract sig Class {}
one sig NormalPage extends Class {}          -- order 0: anonymous memory, page cache
one sig CompoundHead extends Class {}        -- first page of a huge page
one sig CompoundTail extends Class {}        -- any other page of a huge page
one sig BareFirst extends Class {}           -- high order, not compound: first page
one sig BareLater extends Class {}           -- high order, not compound: any other page; "special" in the thread
one sig SplitPage extends Class {}           -- a page after split_page()
one sig ZeroPage extends Class {}            -- the ZERO_PAGE
one sig DevicePage extends Class {}          -- ZONE_DEVICE
one sig ReservedPage extends Class {}        -- reserved memory that has a struct page
one sig FreePage extends Class {}            -- in the allocator's free lists
one sig NoStructPage extends Class {}        -- MMIO and the like: pfn_valid() is false

-- The conditions under which a pfn is of a class.
fun classOf: Pfn -> Class {
  { f: Pfn, c: Class | let p = f.page, b = pages.p |
      (c = NormalPage and b.kind = OrderZero) or
      (c = CompoundHead and b.kind = Compound and p = firstPage[b]) or
      (c = CompoundTail and b.kind = Compound and p != firstPage[b]) or
      (c = BareFirst and b.kind = Bare and p = firstPage[b]) or
      (c = BareLater and b.kind = Bare and p != firstPage[b]) or
      (c = SplitPage and b.kind = Split) or
      (c = ZeroPage and b.kind = ZeroBlock) or
      (c = DevicePage and b.kind = Device) or
      (c = ReservedPage and b.kind = Firmware) or
      (c = FreePage and some p and no b) or
      (c = NoStructPage and no p) }
}

-- Pages whose references are counted, on themselves or on their head: as long as they are in use, somebody
-- holds one.
fun counted: set Page {
  Pfn.page & classOf.(NormalPage + CompoundHead + CompoundTail + BareFirst + SplitPage + ZeroPage + DevicePage).page
}

-- Pages in the free lists.
fun freePages: set Page { classOf.FreePage.page }

-----------------------------------------------------------------------------------------------------------
-- Claims. Each says what is expected of it; the models say which of them are checked.
-----------------------------------------------------------------------------------------------------------

-- The classes leave no pfn out, and none is in two of them.
assert EveryPfnHasOneClass { all f: Pfn | one f.classOf }

-- A block is one page, or two or four neighbours, as its kind says. A check of the module itself.
assert BlocksHaveTheirSizes {
  all b: Block | let place = page.(b.pages) | #place = #b.pages and
    (all f, g: place | pfn/nexts[f] & pfn/prevs[g] in place) and
    (b.kind in OrderZero + ZeroBlock + Firmware implies #place = 1) and
    (b.kind in Compound + Bare + Split implies #place = 2 or #place = 4) and
    (b.kind = Device implies #place = 1 or #place = 2 or #place = 4)
}

-- is_zero_pfn() is true of one pfn at most.
assert OneZeroPfn { lone f: Pfn | is_zero_pfn[f] }

-- PG_head says that there are tails.
assert HeadsHaveTails { all h: Page | PageHead[h] implies some compoundHead.h }

-- The head of a head is the head itself: compound_head() needs no loop.
assert HeadsAreNoTails { all p: Page | not PageTail[compound_head[p]] }

-- page_count() is never 0 for a page in use whose references are counted: the test that the mail settles on.
assert PageCountSeesLivePages { all p: counted | page_count[p] != Zero }

-- The same of page_ref_count(). Does NOT hold: a tail's own count is 0 while the huge page is alive.
assert PageRefCountSeesLivePages { all p: counted | page_ref_count[p] != Zero }

-- And tails are the only pages on which the two functions differ.
assert CountsDifferOnlyOnTails { all p: Page | page_count[p] != page_ref_count[p] implies PageTail[p] }

-- page_count() == 0 separates the tail of a live huge page from a later page of a bare block.
assert CountSeparatesTailsFromLater {
  all t: classOf.CompoundTail, l: classOf.BareLater | CountIsZero in yes[l] - yes[t]
}

-- page_ref_count() == 0 does not, and nor does any other question, if page_count() and PageTail() are not asked.
assert RefCountCannotSeparateTails {
  all t: classOf.CompoundTail, l: classOf.BareLater |
    yes[t] - CountIsZero - IsTail = yes[l] - CountIsZero - IsTail
}

-- A later page of a bare block answers everything like a free page. No heuristic on the struct page can let
-- the one pass and catch the use of the other after free: the heart of the thread.
assert LaterPagesLookFree {
  all l: classOf.BareLater, f: classOf.FreePage | lookAlike[l, f]
}

-- Pages with a count of their own that are neither compound nor reserved all look the same.
assert CountedSinglesLookAlike {
  all f, g: classOf.(NormalPage + BareFirst + SplitPage) | lookAlike[f, g]
}

-- Those are the only classes that look alike: all others can be told apart.
assert NothingElseLooksAlike {
  all f, g: Pfn | lookAlike[f, g] implies
    f.classOf = g.classOf or
    f.classOf + g.classOf in BareLater + FreePage or
    f.classOf + g.classOf in NormalPage + BareFirst + SplitPage
}

-----------------------------------------------------------------------------------------------------------
-- Commands. The statements compare at most two pfns, so two blocks of order 1 say all there is to say: four pfns. The
-- only integers are the sizes of blocks, up to four.
-----------------------------------------------------------------------------------------------------------

check EveryPfnHasOneClass for 4 but 4 int expect 0
check BlocksHaveTheirSizes for 4 but 4 int expect 0
check OneZeroPfn for 4 but 4 int expect 0
check HeadsHaveTails for 4 but 4 int expect 0
check HeadsAreNoTails for 4 but 4 int expect 0
check PageCountSeesLivePages for 4 but 4 int expect 0
check CountsDifferOnlyOnTails for 4 but 4 int expect 0
check CountSeparatesTailsFromLater for 4 but 4 int expect 0
check RefCountCannotSeparateTails for 4 but 4 int expect 0
check LaterPagesLookFree for 4 but 4 int expect 0
check CountedSinglesLookAlike for 4 but 4 int expect 0
check NothingElseLooksAlike for 4 but 4 int expect 0

-- The tail of a live huge page whose own count is 0 while its page count is not.
run wTailOfLivePage {
  some t: classOf.CompoundTail.page | page_ref_count[t] = Zero and page_count[t] = Positive
} for 4 but 4 int expect 1

-- Reserved memory with count 0, beside reserved memory without.
run wReservedWithAnyCount { classOf.ReservedPage.page.count = Count } for 4 but 4 int expect 1

-- A device's memory as a compound page: its tails are told from all others by is_zone_device_page() alone.
run wCompoundDevice { some f: classOf.DevicePage | PageTail[f.page] } for 4 but 4 int expect 1

-- A device's memory of order 0.
run wSingleDevicePage { some f: classOf.DevicePage | not PageCompound[f.page] } for 4 but 4 int expect 1

-- The two of many pages come last: that there is no instance is the slowest answer to find.

-- The classes can all be there at once, so no statement above is true for want of pages.
run wEveryClass { all c: Class | some classOf.c } for exactly 12 Pfn, exactly 11 Page, exactly 7 Block, 5 int expect 1

-- A compound and a bare block of four pages each.
run wOrderTwo {
  some disj b, c: Block | b.kind = Compound and c.kind = Bare and
    (all d: b + c | some x: page.(d.pages) |
      page.(d.pages) = orderTwo[x] and x.pfn/next.pfn/next.pfn/next in page.(d.pages))
} for 8 but 5 int expect 1
