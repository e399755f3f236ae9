module HvaToPfn

-----------------------------------------------------------------------------------------------------------
-- The lookup behind all shapes: __gfn_to_hva_many(), hva_to_pfn() with its three paths, and GUP
--
-- Linux 6.12, virt/kvm/kvm_main.c and mm/gup.c; the versions of the series and 6.13 have the same steps. Each
-- predicate says how a lookup ends that has come this far. What shapes do differently is given to it: what is wanted of
-- the lookup (wants), what hva_to_pfn_remapped() makes of an entry (entry), what the caller is left with of a page
-- (holds), and what the kernel has said so far (says).
-----------------------------------------------------------------------------------------------------------

open ApiShapes

-- What becomes of an entry in an area with VM_PFNMAP.
abstract sig Entry {}
one sig EntryReadOnly,          -- a write, and the entry is read-only
        EntryRefused,           -- -EFAULT
        EntryCounted,           -- taken, with a reference on its page
        EntryUncounted          -- taken, with nothing
        extends Entry {}

fun pteWritable: set Host { CountedWritable + UncountedWritable + NoStructWritable }

-- kvm_pfn_to_refcounted_page() looks at the struct page, and not at its count; get_page_unless_zero() does.
fun refcountedPage: set Host { CountedWritable + CountedReadOnly + UncountedWritable + UncountedReadOnly }
fun countAboveZero: set Host { CountedWritable + CountedReadOnly }

pred readOnlyEntry[l: Lookup] { Write in l.asks and l.env.host not in pteWritable }

-- __gfn_to_hva_many(): what is wrong with the slot, as a kvm_pfn_t; none if nothing is.
fun slotError[e: Environment, write: set Input]: set Bit {
  e.slot in NoSlot + InvalidSlot implies KVM_PFN_NOSLOT
  else (e.slot = ReadOnlySlot and some write) implies KVM_PFN_ERR_RO_FAULT
  else none
}

-- A slot that is read-only: no lookup is made with the wish to map it writable.
fun wantsInSlot[l: Lookup, wants: set Input]: set Input {
  l.env.slot = ReadOnlySlot implies wants - Upgrade else wants
}

-- The lockless walk asks for a writable entry, if a writable frame is of use.
pred hva_to_pfn_fast[l: Lookup, wants: set Input] {
  l.env.host = RamWritable and some wants & (Write + Upgrade)
}

-- GUP takes what the area allows; only a swapped page makes it wait, or not.
pred gupFinds[l: Lookup, wants: set Input] {
  l.env.host in RamWritable + RamReadOnlyEntry or
  l.env.host = RamReadOnlyArea and Write not in wants or
  l.env.host = RamSwapped and Nowait not in wants and not gupInterrupted[l, wants]
}
pred gupInterrupted[l: Lookup, wants: set Input] {
  l.env.host = RamSwapped and Nowait not in wants and Interruptible in wants and l.env in SignalPending
}

-- vma_is_valid(), of ordinary memory.
pred vmaAllows[l: Lookup, wants: set Input] { Write in wants implies l.env.host != RamReadOnlyArea }

-- A frame that GUP found by its slow path: writable if a write was asked for. The second lockless walk, for an
-- upgrade, finds nothing that the first one did not.
pred hva_to_pfn_slow[l: Lookup, wants: set Input, holds: set Held, says: set Report] {
  finds[l, (Write in wants implies Yes else No), holds, says]
}

-- The rest once GUP has failed: poison, then the area.
pred afterGup[l: Lookup, wants: set Input, entry: Entry, remapped: Bool, holds: set Held, says: set Report] {
  l.env.host = NoArea implies fails[l, KVM_PFN_ERR_FAULT, says]
  else l.env.host in Pfnmap implies hva_to_pfn_remapped[l, entry, remapped, holds, says]
  else (Nowait in wants and vmaAllows[l, wants]) implies needs_io[l, says]
  else fails[l, KVM_PFN_ERR_FAULT, says]
}

-- remapped: whether the frame is said to be writable.
pred hva_to_pfn_remapped[l: Lookup, entry: Entry, remapped: Bool, holds: set Held, says: set Report] {
  entry = EntryReadOnly implies fails[l, KVM_PFN_ERR_RO_FAULT, says]
  else entry = EntryRefused implies fails[l, KVM_PFN_ERR_FAULT, says]
  else entry = EntryCounted implies finds[l, remapped, holds, says]
  else finds[l, remapped, none, says]
}

-- hva_to_pfn() from the slow path on.
pred slowly[l: Lookup, wants: set Input, entry: Entry, remapped: Bool, holds: set Held, says: set Report] {
  gupFinds[l, wants] implies hva_to_pfn_slow[l, wants, holds, says]
  else gupInterrupted[l, wants] implies fails[l, KVM_PFN_ERR_SIGPENDING, says]
  else l.env.host = Poisoned implies fails[l, KVM_PFN_ERR_HWPOISON, says]
  else afterGup[l, wants, entry, remapped, holds, says]
}

-- GUP refuses flags that are mm's own, with a WARN and -EINVAL. What is poisoned was not noticed then; until 6.13 KVM
-- probes for it, unless it must not wait (check_user_page_hwpoison()).
pred slowlyWithBadFlags[l: Lookup, wants: set Input, probes: Bool, entry: Entry, remapped: Bool, holds: set Held] {
  (l.env.host = Poisoned and probes = Yes and Nowait not in wants) implies fails[l, KVM_PFN_ERR_HWPOISON, Warn]
  else afterGup[l, wants, entry, remapped, holds, Warn]
}

-- hva_to_pfn() up to 6.12: bools, or flags of which GUP gets all.
pred hva_to_pfn[l: Lookup, wants: set Input, entry: Entry, remapped: Bool, holds: set Held, says: set Report] {
  hva_to_pfn_fast[l, wants] implies finds[l, Yes, holds, says]
  else Atomic in wants implies fails[l, KVM_PFN_ERR_FAULT, says]
  else some wants & internalFlags implies slowlyWithBadFlags[l, wants, Yes, entry, remapped, holds]
  else slowly[l, wants, entry, remapped, holds, says]
}

-- What an entry says of itself, and what is said of it in a slot that is read-only.
fun pteWrite[l: Lookup]: one Bool { l.env.host in pteWritable implies Yes else No }
fun pteWriteInSlot[l: Lookup]: one Bool { l.env.slot = ReadOnlySlot implies No else pteWrite[l] }
