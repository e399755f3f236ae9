module FlagsShapes

-----------------------------------------------------------------------------------------------------------
-- Flags in: the sketch of the thread (ZGvUsf7lMkrNDHuE@google.com), and its extreme, flags in and flags out
--
-- The sketch leaves the lookup open ("pfn = ???"): it is taken to be that of its time, with the flags given to GUP. Nobody
-- has posted the extreme; it has the public FOLL_* flags for inputs and nothing else. Without FOLL_GET both put the
-- reference before they return.
-----------------------------------------------------------------------------------------------------------

open BoolsShapes

fun heldWithGet[l: Lookup]: set Held { Get in l.asks implies Reference else none }

-- A lookup with flags: the slot, then hva_to_pfn().
pred follow[l: Lookup, wants: set Input, entry: Entry, remapped: Bool, holds: set Held] {
  let bad = slotError[l.env, wants & Write] {
    some bad implies fails[l, bad, none]
    else hva_to_pfn[l, wantsInSlot[l, wants], entry, remapped, holds, none]
  }
}

pred allFlags[l: Lookup] { follow[l, l.asks, entryIfGot[l], pteWriteInSlot[l], heldWithGet[l]] }

-- WARN_ON_ONCE(!(foll->flags & FOLL_GET) && !foll.mmu_seq): a caller that is guarded gives its snapshot, which is the
-- value of mmu_invalidate_seq.
pred noSnapshot[l: Lookup] { Guarded not in l.asks or l.env in SeqIsZero }

pred sketch[l: Lookup] {
  (Get not in l.asks and noSnapshot[l]) implies fails[l, KVM_PFN_ERR_FAULT, Warn]
  else allFlags[l]
}

-- kvm_follow_pfn() of the sketch returns addresses for bad slots.
pred sketchWrapper[l: Lookup] {
  l.env.slot in NoSlot + InvalidSlot implies
    fails[l, (l.env in ThirtyTwoBit implies KVM_HVA_ERR_BAD_32 else KVM_HVA_ERR_BAD), none]
  else l.env.slot = ReadOnlySlot implies
    fails[l, (l.env in ThirtyTwoBit implies KVM_HVA_ERR_RO_BAD_32 else KVM_HVA_ERR_RO_BAD), none]
  else hva_to_pfn[l, Get + Write, entryOfWrite[l], pteWrite[l], Reference, none]
}

-- The same entry for a caller that does not say itself that it writes.
fun entryOfWrite[l: Lookup]: one Entry {
  l.env.host not in pteWritable implies EntryReadOnly
  else l.env.host = NoStructWritable implies EntryUncounted
  else l.env.host = CountedWritable implies EntryCounted
  else EntryRefused
}
