module ApiShapes

-----------------------------------------------------------------------------------------------------------
-- The shapes of the follow_pfn API: what a call may say, what it may meet, and what may come of it
--
-- This module has the words only. HvaToPfn.als has the lookup behind all shapes; BoolsShapes, FlagsShapes,
-- StructShapes and LandedShapes say for each shape what it makes of a call. All are written from the kernels' sources
-- and the posted patches; org.pfnproof.compare has the same shapes in Java, written apart from these, and
-- "harness/pfnproof compare" holds the two against each other, call by call.
-----------------------------------------------------------------------------------------------------------

open KvmPfn

-- The memslot of the gfn.
abstract sig Slot {}
one sig Usable, ReadOnlySlot, NoSlot, InvalidSlot extends Slot {}

-- What the host has at the address. Ordinary memory: a writable entry; a read-only one that a write replaces by a copy;
-- one in an area that must not be written; none, the page is swapped out. Areas with VM_PFNMAP: an entry, writable or
-- not, for a page whose count is not 0, for a page with count 0, and for a pfn without struct page.
abstract sig Host {}
one sig RamWritable, RamReadOnlyEntry, RamReadOnlyArea, RamSwapped, Poisoned, NoArea extends Host {}
abstract sig Pfnmap extends Host {}
one sig CountedWritable, CountedReadOnly, UncountedWritable, UncountedReadOnly, NoStructWritable, NoStructReadOnly
  extends Pfnmap {}

-- All that a call may meet. Nothing changes while it runs.
sig Environment { slot: one Slot, host: one Host }
sig SignalPending in Environment {}            -- a signal that is not fatal
sig UnsafeAllowed in Environment {}            -- the module parameter allow_unsafe_mappings
sig SeqIsZero in Environment {}                -- mmu_invalidate_seq has not moved since the VM was made
sig ThirtyTwoBit in Environment {}             -- a kernel of 32 bits

-- What a call may say. Upgrade: a read may be mapped writable, and the caller wants to know. Guarded: the caller
-- follows the mmu_notifiers. FollPin and FollFastOnly are flags that only mm itself may give to GUP.
abstract sig Input {}
one sig Write, Nowait, Interruptible, Atomic, Upgrade, Get, Guarded, AllowUncounted, PinPage, PageOut, FollPin,
  FollFastOnly extends Input {}

fun internalFlags: set Input { FollPin + FollFastOnly }

-- Those that say what the caller does with the page; a shape without a word for one settles it for all calls.
fun contract: set Input { Get + Guarded + AllowUncounted + PageOut }

abstract sig Shape {}
one sig Bools61, Bools612, V6, AllFlags, Sketch, V7, V8, V9, V11, Landed, LandedStatic extends Shape {}

-- kvm_follow_pfn() of the sketch, which asks for FOLL_GET and FOLL_WRITE and leaves nothing to its caller.
one sig SketchWrapper extends Shape {}

-- What a shape has a word for.
fun boolWords: set Input { Write + Nowait + Atomic + Upgrade }
fun flagWords: set Input { Write + Nowait + Interruptible + Get + FollPin + FollFastOnly }
fun words: Shape -> Input {
  Bools61 -> boolWords +
  (Bools612 + V6) -> (boolWords + Interruptible) +
  AllFlags -> flagWords +
  Sketch -> (flagWords + Upgrade + Guarded) +
  (V7 + V8) -> (flagWords + Atomic + Upgrade + Guarded) +
  V9 -> (flagWords - Get + Atomic + Upgrade + Guarded + AllowUncounted) +
  V11 -> (flagWords + Atomic + Upgrade + Guarded + AllowUncounted) +
  Landed -> (flagWords + Upgrade + PageOut) +
  LandedStatic -> (flagWords + Upgrade + PageOut + PinPage)
}

abstract sig Bool {}
one sig Yes, No extends Bool {}
abstract sig Held {}
one sig Reference, Pin extends Held {}
abstract sig Report {}
one sig Warn, Bug extends Report {}

-- A call, and what comes of it: the value returned; whether I/O would be needed, told by an output or by a value of its
-- own; whether the frame is writable, if there is one and the call asks; what the caller holds of the page; what the
-- kernel says. The outcome is not restricted here.
sig Lookup {
  shape: one Shape,
  asks: set Input,
  env: one Environment,
  pfn: set Bit,
  needsIo: set Bool,
  writable: set Bool,
  held: set Held,
  report: set Report
}

fact OnlyWhatCanBeWritten { all l: Lookup | l.asks in l.shape.words }

fun result[l: Lookup]: one Result { l.report = Bug implies NoResult else meaning[l.pfn] }

-- Bools have an output for it, and flags out a flag; all others a value (the sketch calls it KVM_PFN_ERR_FAULT_MINOR).
fun needsIoValue[l: Lookup]: set Bit {
  l.shape in Bools61 + Bools612 + V6 + AllFlags implies KVM_PFN_ERR_FAULT else KVM_PFN_ERR_NEEDS_IO
}

-- The ways to end. A lookup that dies returns nothing.
pred ends[l: Lookup, value: set Bit, io: Bool, told: set Bool, holds: set Held, says: set Report] {
  l.pfn = value and l.needsIo = io and l.writable = told and l.held = holds and l.report = says
}
pred fails[l: Lookup, value: set Bit, says: set Report] { ends[l, value, No, none, none, says] }
pred needs_io[l: Lookup, says: set Report] { ends[l, needsIoValue[l], Yes, none, none, says] }
pred dies[l: Lookup] { ends[l, none, No, none, none, Bug] }

-- The caller is told whether the frame is writable if it asks.
fun told[l: Lookup, w: Bool]: set Bool { Upgrade in l.asks implies w else none }
pred finds[l: Lookup, w: Bool, holds: set Held, says: set Report] {
  ends[l, TheFrame, No, told[l, w], holds, says]
}
