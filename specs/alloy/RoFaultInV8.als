module RoFaultInV8

-----------------------------------------------------------------------------------------------------------
-- D1: a write to a read-only entry of a PFNMAP area, by a caller with FOLL_GET that is not guarded
--
-- v7 says RO_FAULT. In v8 hva_to_pfn_remapped() goes to its one exit, where "neither refcounted nor guarded" makes it
-- ERR_FAULT. The first check is expected to fail.
-----------------------------------------------------------------------------------------------------------

open ShapePromises

check RoFaultStaysInV8 for 2 but 4 int expect 1
check RoFaultStaysInV8IfGuarded for 2 but 4 int expect 0
check RoFaultGoesInV8IfUnguarded for 2 but 4 int expect 0

run wRoFaultOfGuarded {
  some a, b: Lookup | pair[a, b, V7, V8] and Guarded in a.asks and slotIsGood[a] and result[b] = ErrRoFault
} for 2 but 4 int expect 1
