module ShapeDifferences

-----------------------------------------------------------------------------------------------------------
-- From each shape to the next: the calls that ask for the same have the same outcome, except as named here
--
-- Each statement says "if and only if": outcomes differ exactly under the conditions named, so none of them is too
-- wide, and nothing else differs (in Alloy "or" binds less than "iff" and "implies", hence the parentheses). Left out are calls with flags that are mm's own. What only one of two shapes has a word
-- for in the contract with the caller is tried in each way.
-----------------------------------------------------------------------------------------------------------

open PostedShapes

fact Behaviour { all l: Lookup | asPosted[l] }

-- Two calls that ask for the same in the same environment.
pred sameCall[a: Lookup, b: Lookup] {
  a.env = b.env
  no (a.asks + b.asks) & internalFlags
  (a.asks - b.asks) + (b.asks - a.asks) in contract - (a.shape.words & b.shape.words)
}
pred pair[a: Lookup, b: Lookup, old: Shape, new: Shape] {
  a.shape = old and b.shape = new and sameCall[a, b]
}

pred sameOutcome[a: Lookup, b: Lookup] {
  result[a] = result[b] and a.needsIo = b.needsIo and a.writable = b.writable and a.held = b.held and
  a.report = b.report
}

-----------------------------------------------------------------------------------------------------------
-- Places and conditions
-----------------------------------------------------------------------------------------------------------

pred slotIsGood[l: Lookup] { no slotError[l.env, l.asks & Write] }

-- hva_to_pfn_remapped() comes to an entry that it may take.
pred atEntry[l: Lookup] {
  slotIsGood[l] and l.env.host in Pfnmap and Atomic not in l.asks and not readOnlyEntry[l]
}
pred atReadOnlyEntry[l: Lookup] {
  slotIsGood[l] and l.env.host in Pfnmap and Atomic not in l.asks and readOnlyEntry[l]
}
fun uncounted: set Host { refcountedPage - countAboveZero }

-- A page comes from GUP.
pred fromGup[l: Lookup] { result[l] = Frame and l.env.host not in Pfnmap }

-- Neither FOLL_GET nor protection by the mmu_notifiers.
pred careless[l: Lookup] { no l.asks & (Get + Guarded) }

-- The frame of a slot that is read-only is said to be writable.
pred readOnlySlotForgotten[l: Lookup] {
  l.env.slot = ReadOnlySlot and Upgrade in l.asks and l.env.host in pteWritable and result[l] = Frame
}

-----------------------------------------------------------------------------------------------------------
-- The statements
-----------------------------------------------------------------------------------------------------------

-- Alloy's own view: whatever is asked in whatever environment has one outcome.
assert EveryLookupHasOneOutcome {
  all l: Lookup | one l.needsIo and lone l.writable and lone l.held and lone l.report and
    (some l.pfn or l.report = Bug)
}

-- "interruptible" is all that 6.12 adds.
assert Bools612IsBools61 {
  all a, b: Lookup | pair[a, b, Bools61, Bools612] implies sameOutcome[a, b]
}

-- v6 takes nothing of what is remapped: no reference, and no refusal of pages with count 0.
assert V6TakesNoEntry {
  all a, b: Lookup | pair[a, b, Bools612, V6] implies
    (not sameOutcome[a, b] iff atEntry[a] and a.env.host in refcountedPage)
}

-- Flags say what the bools said, but for the reference, which has to be asked for.
assert FlagsSayWhatBoolsSaid {
  all a, b: Lookup | pair[a, b, Bools612, AllFlags] implies
    (not sameOutcome[a, b] iff Get not in b.asks and a.held = Reference)
}

-- The sketch adds one thing to flags: its check.
assert SketchIsFlagsWithACheck {
  all a, b: Lookup | pair[a, b, AllFlags, Sketch] implies
    (not sameOutcome[a, b] iff Get not in b.asks and noSnapshot[b])
}

-- v6 against the sketch: the check; references only on demand; entries that are taken and refused as in 6.12.
assert SketchIsNotV6 {
  all a, b: Lookup | pair[a, b, V6, Sketch] implies
    (not sameOutcome[a, b] iff (
      (Get not in b.asks and noSnapshot[b]) or
      (Get not in b.asks and fromGup[a]) or
      (atEntry[a] and a.env.host in uncounted) or
      (atEntry[a] and a.env.host in countAboveZero and Get in b.asks)))
}

-- v7: the sentinel is a bool, so the first snapshot is as good as any; without FOLL_GET a count of 0 is no obstacle.
assert V7IsSketchWithABool {
  all a, b: Lookup | pair[a, b, Sketch, V7] implies
    (not sameOutcome[a, b] iff
      Get not in a.asks and Guarded in a.asks and
        (a.env in SeqIsZero or (atEntry[a] and a.env.host in uncounted)))
}

-- v8: RO_FAULT of callers that are not guarded becomes ERR_FAULT; so does a pfn without struct page. Guarded ones get
-- pages with count 0 even with FOLL_GET. And a slot that is read-only is forgotten.
assert V8RefusesTheUnguarded {
  all a, b: Lookup | pair[a, b, V7, V8] implies
    (not sameOutcome[a, b] iff
      not careless[a] and (
        (Guarded not in a.asks and atReadOnlyEntry[a]) or
        (Guarded not in a.asks and atEntry[a] and a.env.host not in refcountedPage) or
        (Guarded in a.asks and Get in a.asks and atEntry[a] and a.env.host in uncounted) or
        readOnlySlotForgotten[b]))
}

-- v9: each page comes with its reference, and nobody is refused for asking for none. An entry whose page is not
-- refcounted needs two permissions that v8 did not ask for; a module parameter stands in for being guarded.
assert V9ReturnsReferences {
  all a, b: Lookup | pair[a, b, V8, V9] implies
    (not sameOutcome[a, b] iff (
      careless[a] or
      (Get not in a.asks and b.held = Reference) or
      (Guarded in a.asks and AllowUncounted not in b.asks and
        (atReadOnlyEntry[a] and a.env.host in refcountedPage or atEntry[a] and a.env.host in uncounted)) or
      (Guarded not in a.asks and a.env in UnsafeAllowed and
        (a.env.host not in refcountedPage or AllowUncounted in b.asks) and
        (atReadOnlyEntry[a] or atEntry[a] and a.env.host not in countAboveZero))))
}

-- v10 and v11: FOLL_GET and its check again, and a WARN in the place of a BUG.
assert V11HasGetAgain {
  all a, b: Lookup | pair[a, b, V9, V11] implies
    (not sameOutcome[a, b] iff (
      careless[b] or
      (Get not in b.asks and a.held = Reference) or
      (slotIsGood[a] and Atomic + Nowait in a.asks)))
}

-- 6.13: outputs are required and references are not asked for; of what is remapped nothing is taken and nothing
-- refused, and a slot that is read-only is not forgotten.
assert LandedAsksForNothing {
  all a, b: Lookup | pair[a, b, V11, Landed] implies
    (not sameOutcome[a, b] iff
      (Upgrade + PageOut in b.asks implies
        (careless[a] or
          (Get not in a.asks and fromGup[b]) or
          (atEntry[a] and a.env.host in countAboveZero and Get in a.asks) or
          ((atEntry[a] or atReadOnlyEntry[a]) and result[a] = ErrFault) or
          readOnlySlotForgotten[a])
       else not (careless[a])))
}

-- The static function needs the page output only, and looks at the slot first.
assert StaticNeedsOneOutput {
  all a, b: Lookup | pair[a, b, Landed, LandedStatic] implies
    (not sameOutcome[a, b] iff
      Upgrade + PageOut not in a.asks and (PageOut in a.asks or not slotIsGood[a]))
}
