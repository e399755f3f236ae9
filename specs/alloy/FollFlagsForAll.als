module FollFlagsForAll

-----------------------------------------------------------------------------------------------------------
-- The claim as it stands: every input has a flag. The check is expected to fail.
-----------------------------------------------------------------------------------------------------------

open FollFlagsOfInputs

check EveryInputHasFlag for exactly 10 Lookup, 5 Environment, 5 int expect 1

run wFlagAndInput {
  some a, b: Lookup | says[a, Write] and saysFlag[b, Write] and a.env = b.env
} for exactly 10 Lookup, 5 Environment, 5 int expect 1
