module RefcountedPages

-----------------------------------------------------------------------------------------------------------
-- Which pages KVM takes for refcounted
--
-- Until 6.12 KVM guesses from a pfn whether there is a reference to take and to put:
-- kvm_pfn_to_refcounted_page(), virt/kvm/kvm_main.c. This module says what a guess has to fulfil and leaves open
-- how it is made; KvmRefcounted.als has the one of the kernel, the variants have the ones that the thread
-- proposes.
-----------------------------------------------------------------------------------------------------------

open CompoundPages

-- The pages for which KVM's guess returns the struct page: it takes references on them, checks their count
-- and sets them dirty and accessed. On all others it does none of that.
sig Refcounted in Page {}

-- A page in use whose references are counted is taken for refcounted; or KVM would map it with nothing that
-- keeps it alive during the fault, and would lose its dirty bit.
assert CountedPagesAreFound { counted in Refcounted }

-- A free page is never excused from the checks. KVM reaches one only after missing an invalidation, and the
-- warning in kvm_is_ad_tracked_page() must see its count of 0.
assert FreePagesAreNotExcused { freePages in Refcounted }

-- Reserved memory is left alone, save for the kinds that are counted all the same.
assert ReservedMemoryIsLeftAlone {
  all p: Refcounted | PageReserved[p] implies p in kind.(ZeroBlock + Device).pages
}
