module ReadOnlySlotInV8

-----------------------------------------------------------------------------------------------------------
-- A read of a slot that is read-only, backed by a writable entry of a PFNMAP area, with the wish to upgrade
--
-- __kvm_follow_pfn() of v8 to v11 takes the wish away (try_map_writable), but hva_to_pfn_remapped() stores pte_write() all
-- the same; v7 had made that depend on the wish. A page fault would map the slot writable. The first check is expected
-- to fail.
-----------------------------------------------------------------------------------------------------------

open ShapePromises

check ReadOnlySlotStaysReadOnly for 2 but 4 int expect 1
check ReadOnlySlotStaysReadOnlyOutsideV8ToV11 for 2 but 4 int expect 0
check ReadOnlySlotStaysReadOnlyInMemory for 2 but 4 int expect 0

-- It happens in each of the three, and v7 says the opposite of the same call.
run wEachVersion {
  all s: V8 + V9 + V11 | some l: Lookup | l.shape = s and l.env.slot = ReadOnlySlot and l.writable = Yes
} for exactly 3 Lookup, 3 Environment, 4 int expect 1
run wV7SaysNo {
  some a, b: Lookup | pair[a, b, V7, V8] and a.env.slot = ReadOnlySlot and a.writable = No and b.writable = Yes
} for 2 but 4 int expect 1
