module BoolsShapes

-----------------------------------------------------------------------------------------------------------
-- __gfn_to_pfn_memslot() with bools: Linux 6.1, Linux 6.12, and the noref functions of v6
--
-- virt/kvm/kvm_main.c; v6: 20230330085802.2414466-2-stevensd@google.com. Nowait is a pointer that is not NULL (async),
-- Upgrade another (writable).
-----------------------------------------------------------------------------------------------------------

open HvaToPfn

-- kvm_try_get_pfn(): a page that should have a count and has 0 is refused.
fun entryIfGot[l: Lookup]: one Entry {
  readOnlyEntry[l] implies EntryReadOnly
  else l.env.host not in refcountedPage implies EntryUncounted
  else l.env.host in countAboveZero implies EntryCounted
  else EntryRefused
}

-- v6: nothing is taken of an entry, and the page output is NULL.
fun entryTakenAsIs[l: Lookup]: one Entry { readOnlyEntry[l] implies EntryReadOnly else EntryUncounted }

-- The slot comes first, then BUG_ON(atomic && async).
pred gfn_to_pfn_memslot[l: Lookup, entry: Entry] {
  let bad = slotError[l.env, l.asks & Write] {
    some bad implies fails[l, bad, none]
    else (Atomic + Nowait in l.asks) implies dies[l]
    else hva_to_pfn[l, wantsInSlot[l, l.asks], entry, pteWriteInSlot[l], Reference, none]
  }
}

pred bools61[l: Lookup] { gfn_to_pfn_memslot[l, entryIfGot[l]] }
pred bools612[l: Lookup] { gfn_to_pfn_memslot[l, entryIfGot[l]] }
pred v6[l: Lookup] { gfn_to_pfn_memslot[l, entryTakenAsIs[l]] }
