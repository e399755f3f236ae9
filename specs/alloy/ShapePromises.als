module ShapePromises

-----------------------------------------------------------------------------------------------------------
-- What callers rely on from one shape to the next, and where that is broken
--
-- Each promise comes with the condition under which it is kept. The solver finds who breaks it.
-----------------------------------------------------------------------------------------------------------

open ShapeDifferences

pred roFaultStays[a: Lookup, b: Lookup] { result[a] = ErrRoFault implies result[b] = ErrRoFault }

-- The page fault emulates on RO_FAULT, and returns -EFAULT to user space on ERR_FAULT.
assert RoFaultStaysInV8 { all a, b: Lookup | pair[a, b, V7, V8] implies roFaultStays[a, b] }
assert RoFaultStaysInV8IfGuarded {
  all a, b: Lookup | pair[a, b, V7, V8] and Guarded in a.asks implies roFaultStays[a, b]
}
-- For the others it never stays at an entry, only for a slot that is read-only.
assert RoFaultGoesInV8IfUnguarded {
  all a, b: Lookup | pair[a, b, V7, V8] and Guarded not in a.asks and result[a] = ErrRoFault implies
    (result[b] = ErrFault iff slotIsGood[a])
}

assert RoFaultOfGuardedStaysInV11 {
  all a, b: Lookup | pair[a, b, V8, V11] and Guarded in a.asks implies roFaultStays[a, b]
}
assert RoFaultOfGuardedStaysInV11IfUncountedAllowed {
  all a, b: Lookup | pair[a, b, V8, V11] and Guarded in a.asks and
    (AllowUncounted in b.asks or a.env.host not in refcountedPage) implies roFaultStays[a, b]
}

-- A slot that is read-only is never mapped writable.
assert ReadOnlySlotStaysReadOnly {
  all l: Lookup | l.env.slot = ReadOnlySlot implies l.writable != Yes
}
assert ReadOnlySlotStaysReadOnlyOutsideV8ToV11 {
  all l: Lookup | l.env.slot = ReadOnlySlot and l.shape not in V8 + V9 + V11 implies l.writable != Yes
}
assert ReadOnlySlotStaysReadOnlyInMemory {
  all l: Lookup | l.env.slot = ReadOnlySlot and l.env.host not in Pfnmap implies l.writable != Yes
}

-- What a caller of the sketch's kvm_follow_pfn() takes a bad slot for, beside a caller of the bools.
pred sameSlot[a: Lookup, b: Lookup] {
  a.shape = Bools612 and a.asks = Write and b.shape = SketchWrapper and a.env = b.env
}
assert BadSlotsMeanTheSame { all a, b: Lookup | sameSlot[a, b] implies result[a] = result[b] }
assert GoodSlotsMeanTheSame {
  all a, b: Lookup | sameSlot[a, b] and a.env.slot = Usable implies sameOutcome[a, b]
}
-- With 64 bits the addresses look like errors, and not one of them like the right one.
assert BadSlotsAreErrorsWith64Bits {
  all a, b: Lookup | sameSlot[a, b] and a.env.slot != Usable and a.env not in ThirtyTwoBit implies
    result[b] = ErrFault and result[a] != ErrFault
}
-- With 32 bits they are the numbers of frames.
assert BadSlotsAreFramesWith32Bits {
  all a, b: Lookup | sameSlot[a, b] and a.env.slot != Usable and a.env in ThirtyTwoBit implies
    result[b] = WrongFrame
}
