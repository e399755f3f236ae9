module FollFlagsOfInputs

-----------------------------------------------------------------------------------------------------------
-- "I don't think there are any input bools/flags that don't map 1:1 with existing FOLL_* flags"
--
-- An input has a flag if a lookup with the input does in every environment what a lookup with the flag does. Compared are
-- the bools of 6.12, and the pin of 6.13, with the shape that has nothing but flags; FOLL_GET is given throughout, since
-- the bools always return a reference. Whether the frame is writable is not compared: only Upgrade asks for it.
-----------------------------------------------------------------------------------------------------------

open PostedShapes

fact Behaviour { all l: Lookup | asPosted[l] }

fun flags: set Input { AllFlags.words - Get }
fun inputs: set Input { Bools612.words + PinPage }

pred sayTheSame[a: Lookup, b: Lookup] {
  a.env = b.env implies
    result[a] = result[b] and a.needsIo = b.needsIo and a.held = b.held and a.report = b.report
}

-- A lookup with one input: of 6.13 with the output that it requires.
pred says[a: Lookup, i: Input] {
  i = PinPage implies a.shape = LandedStatic and a.asks = PageOut + PinPage
  else a.shape = Bools612 and a.asks = i
}
pred saysFlag[b: Lookup, f: Input] { b.shape = AllFlags and b.asks = Get + f }

-- Nothing here tells the input from the flag.
pred hasFlag[i: Input, f: Input] { all a, b: Lookup | says[a, i] and saysFlag[b, f] implies sayTheSame[a, b] }

-- The claim. Does NOT hold: with enough lookups each flag is told from such an input by one of them.
assert EveryInputHasFlag { all i: inputs | some f: flags | hasFlag[i, f] }

-- Three inputs and their flags, alone and together: the words are the same here.
assert PlainInputsAreFlags {
  all a, b: Lookup | (a.shape = Bools612 and a.asks in Write + Nowait + Interruptible and
    b.shape = AllFlags and b.asks = a.asks + Get) implies sayTheSame[a, b]
}

-- And the inputs are not flags by doing nothing.
pred doesSomething[i: Input] {
  some a, b: Lookup | a.shape = Bools612 and b.shape = Bools612 and no a.asks and b.asks = i and
    not sayTheSame[a, b]
}

-- Every flag is told from the input by some environment: there is none for it.
pred noFlag[i: Input] {
  all f: flags | some a, b: Lookup | says[a, i] and saysFlag[b, f] and not sayTheSame[a, b]
}
