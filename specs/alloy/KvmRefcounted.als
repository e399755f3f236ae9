module KvmRefcounted

-----------------------------------------------------------------------------------------------------------
-- kvm_pfn_to_refcounted_page(), virt/kvm/kvm_main.c, Linux 6.1 to 6.12
-----------------------------------------------------------------------------------------------------------

open RefcountedPages

-- A page that is not reserved is refcounted; of the reserved ones, the ZERO_PAGE and ZONE_DEVICE memory are.
-- Counts are not looked at.
fact KvmPfnToRefcountedPage {
  all f: Pfn | all p: f.page | p in Refcounted iff
    (not PageReserved[p] or is_zero_pfn[f] or is_zone_device_page[p])
}

check CountedPagesAreFound for 4 but 4 int expect 0
check FreePagesAreNotExcused for 4 but 4 int expect 0
check ReservedMemoryIsLeftAlone for 4 but 4 int expect 0

-- All classes at once, as far as the guess tells them apart.
run wGuessesDiffer { some Refcounted and some Page - Refcounted and some f: Pfn | no f.page }
  for 4 but 4 int expect 1

-- The price: later pages of a bare block are taken for refcounted although nothing counts for them. Taking the
-- reference fails on a count of 0, and the guest cannot have the page: what the series in the thread is for.
run wLaterPagesAreRefused {
  some p: classOf.BareLater.page & Refcounted | page_ref_count[p] = Zero
} for 4 but 4 int expect 1

-- The ZERO_PAGE is reserved, and refcounted.
run wZeroPageIsRefcounted { some p: Refcounted | PageReserved[p] and p in kind.ZeroBlock.pages }
  for 4 but 4 int expect 1

-- So is the memory of a device.
run wDevicePageIsRefcounted { some p: Refcounted | PageReserved[p] and is_zone_device_page[p] }
  for 4 but 4 int expect 1

-- A free page is under the guess's eyes, as it would be after a missed invalidation.
run wFreePage { some freePages & Refcounted } for 4 but 4 int expect 1
