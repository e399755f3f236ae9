module RefcountedByPageRefCount

-----------------------------------------------------------------------------------------------------------
-- The sketch in the mail of 24 May 2023: a page that is not reserved and whose own count is 0 is special
--
-- It would let KVM map the later pages of a bare block. But page_ref_count() is 0 on each tail of a huge page as
-- well: KVM would take no reference on it, and never set it dirty.
-----------------------------------------------------------------------------------------------------------

open RefcountedPages

fact PageRefCountIsZero {
  all f: Pfn | all p: f.page | p in Refcounted iff
    ((not PageReserved[p] and page_ref_count[p] != Zero) or is_zero_pfn[f] or is_zone_device_page[p])
}

check CountedPagesAreFound for 4 but 4 int expect 1
check FreePagesAreNotExcused for 4 but 4 int expect 1
check ReservedMemoryIsLeftAlone for 4 but 4 int expect 0

-- What the sketch is for: the later page of a bare block passes as not refcounted.
run wLaterPagesPass { some classOf.BareLater.page - Refcounted } for 4 but 4 int expect 1
