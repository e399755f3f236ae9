module SketchSlotErrors

-----------------------------------------------------------------------------------------------------------
-- KVM_HVA_ERR_BAD and KVM_HVA_ERR_RO_BAD returned as kvm_pfn_t
--
-- The sketch's kvm_follow_pfn() does that for bad slots. The first check is expected to fail; the others say what its
-- callers take the two for, on x86.
-----------------------------------------------------------------------------------------------------------

open ShapePromises

check BadSlotsMeanTheSame for 2 but 4 int expect 1
check GoodSlotsMeanTheSame for 2 but 4 int expect 0
check BadSlotsAreErrorsWith64Bits for 2 but 4 int expect 0
check BadSlotsAreFramesWith32Bits for 2 but 4 int expect 0

pred insteadOf[s: Slot, right: Result, wrong: Result] {
  some a, b: Lookup | sameSlot[a, b] and a.env.slot = s and result[a] = right and result[b] = wrong
}
run wEmulationBecomesError { insteadOf[ReadOnlySlot, ErrRoFault, ErrFault] } for 2 but 4 int expect 1
run wMmioBecomesError { insteadOf[NoSlot, NoSlotResult, ErrFault] } for 2 but 4 int expect 1
run wMmioBecomesFrame { insteadOf[InvalidSlot, NoSlotResult, WrongFrame] } for 2 but 4 int expect 1
run wEmulationBecomesFrame { insteadOf[ReadOnlySlot, ErrRoFault, WrongFrame] } for 2 but 4 int expect 1
run wGoodSlot { some a, b: Lookup | sameSlot[a, b] and result[b] = Frame } for 2 but 4 int expect 1
