module RefcountedByPageCount

-----------------------------------------------------------------------------------------------------------
-- The sketch in the mail of 24 May 2023 with its correction: page_count() in place of page_ref_count()
--
-- Tails of huge pages are right now, and the later pages of a bare block pass as special. So do free pages: KVM
-- would go on using memory after it was freed, and no check would ever look at it. That is why the thread turns it
-- down.
-----------------------------------------------------------------------------------------------------------

open RefcountedPages

fact PageCountIsZero {
  all f: Pfn | all p: f.page | p in Refcounted iff
    ((not PageReserved[p] and page_count[p] != Zero) or is_zero_pfn[f] or is_zone_device_page[p])
}

check CountedPagesAreFound for 4 but 4 int expect 0
check FreePagesAreNotExcused for 4 but 4 int expect 1
check ReservedMemoryIsLeftAlone for 4 but 4 int expect 0

-- What the sketch is for: the later page of a bare block passes as not refcounted.
run wLaterPagesPass { some classOf.BareLater.page - Refcounted } for 4 but 4 int expect 1
