module FollFlagsPlain

-----------------------------------------------------------------------------------------------------------
-- Which inputs have a flag, and which have none
--
-- A witness that an input has no flag is a proof: for each of the five flags it has an environment in which the two do
-- different things.
-----------------------------------------------------------------------------------------------------------

open FollFlagsOfInputs

check PlainInputsAreFlags for 2 but 4 int expect 0

run wAtomicHasNone { noFlag[Atomic] } for exactly 10 Lookup, 5 Environment, 5 int expect 1
run wUpgradeHasNone { noFlag[Upgrade] } for exactly 10 Lookup, 5 Environment, 5 int expect 1
run wPinHasNone { noFlag[PinPage] } for exactly 10 Lookup, 5 Environment, 5 int expect 1
run wWriteDoesSomething { doesSomething[Write] } for 2 but 4 int expect 1
run wNowaitDoesSomething { doesSomething[Nowait] } for 2 but 4 int expect 1
run wInterruptibleDoesSomething { doesSomething[Interruptible] } for 2 but 4 int expect 1
