module StructShapes

-----------------------------------------------------------------------------------------------------------
-- struct kvm_follow_pfn of versions 7 to 11: __kvm_follow_pfn(), kvm_follow_refcounted_pfn(), hva_to_pfn_remapped()
--
-- v7   20230704075054.3344915-1-stevensd@google.com
-- v8   20230824080408.2933205-1-stevensd@google.com
-- v9   20230911021637.1941096-1-stevensd@google.com, patch 6 as corrected in reply
-- v11  20240229025759.1187910-1-stevensd@google.com; v10 is the same here
--
-- From v8 on, foll->writable of a remapped pfn is pte_write(), whatever was asked for: a slot that is read-only takes the
-- wish to map writable away, but not this.
-----------------------------------------------------------------------------------------------------------

open FlagsShapes

-- get_page_unless_zero() on the page of the entry, which comes after the test for a read-only one.
pred isRefcounted[l: Lookup] { not readOnlyEntry[l] and l.env.host in countAboveZero }

-- Where no refusal is in the way: what is refcounted is taken with a reference, all else without.
fun entryUnlessRefused[l: Lookup]: one Entry {
  readOnlyEntry[l] implies EntryReadOnly
  else l.env.host in countAboveZero implies EntryCounted
  else EntryUncounted
}

-- v7: FOLL_GET, and the page has count 0.
fun entryV7[l: Lookup]: one Entry {
  (not readOnlyEntry[l] and l.env.host in refcountedPage - countAboveZero and Get in l.asks) implies EntryRefused
  else entryUnlessRefused[l]
}

-- v8: one exit, also for what is read-only: neither refcounted nor guarded.
fun entryV8[l: Lookup]: one Entry {
  (not isRefcounted[l] and Guarded not in l.asks) implies EntryRefused
  else entryUnlessRefused[l]
}

-- v9 to v11: the page is derived from the entry before that is known to be read-only; then one exit with two refusals.
fun entryV9[l: Lookup]: one Entry {
  (l.env.host in refcountedPage and not isRefcounted[l] and AllowUncounted not in l.asks) implies EntryRefused
  else (not isRefcounted[l] and Guarded not in l.asks and l.env not in UnsafeAllowed) implies EntryRefused
  else entryUnlessRefused[l]
}

-- From the slot on. contradiction: what atomic and FOLL_NOWAIT together make the kernel say.
pred fromSlot[l: Lookup, entry: Entry, remapped: Bool, holds: set Held, contradiction: Report] {
  let bad = slotError[l.env, l.asks & Write] {
    some bad implies fails[l, bad, none]
    else Atomic + Nowait not in l.asks implies
      hva_to_pfn[l, wantsInSlot[l, l.asks], entry, remapped, holds, none]
    else contradiction = Bug implies dies[l]
    else hva_to_pfn[l, wantsInSlot[l, l.asks], entry, remapped, holds, Warn]
  }
}

-- WARN_ON_ONCE(!(flags & FOLL_GET) && !guarded_by_mmu_notifier), before anything else.
pred unlessCareless[l: Lookup, entry: Entry, remapped: Bool, contradiction: Report] {
  no l.asks & (Get + Guarded) implies fails[l, KVM_PFN_ERR_FAULT, Warn]
  else fromSlot[l, entry, remapped, heldWithGet[l], contradiction]
}

pred v7[l: Lookup] { unlessCareless[l, entryV7[l], pteWriteInSlot[l], Bug] }
pred v8[l: Lookup] { unlessCareless[l, entryV8[l], pteWrite[l], Bug] }
pred v9[l: Lookup] { fromSlot[l, entryV9[l], pteWrite[l], Reference, Bug] }
pred v11[l: Lookup] { unlessCareless[l, entryV9[l], pteWrite[l], Warn] }
