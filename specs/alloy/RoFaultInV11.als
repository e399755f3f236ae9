module RoFaultInV11

-----------------------------------------------------------------------------------------------------------
-- D2: the same for a guarded caller that does not allow pages with count 0, from v8 to v11
--
-- v11 derives the page from the entry before it knows that the entry is read-only, and its exit takes "a page, and not
-- refcounted" for one with count 0. On x86 the page fault then returns -EFAULT where it emulated. The first check is
-- expected to fail.
-----------------------------------------------------------------------------------------------------------

open ShapePromises

check RoFaultOfGuardedStaysInV11 for 2 but 4 int expect 1
check RoFaultOfGuardedStaysInV11IfUncountedAllowed for 2 but 4 int expect 0

-- Even a page that is refcounted is taken for one that is not.
run wCountedPage {
  some a, b: Lookup | pair[a, b, V8, V11] and a.env.host = CountedReadOnly and Guarded in a.asks and
    result[a] = ErrRoFault and result[b] = ErrFault
} for 2 but 4 int expect 1
run wAllowed {
  some a, b: Lookup | pair[a, b, V8, V11] and AllowUncounted in b.asks and slotIsGood[b] and
    result[b] = ErrRoFault
} for 2 but 4 int expect 1
