module LitmusEvents

-----------------------------------------------------------------------------------------------------------
-- Any few events on any CPUs, for litmus tests of MemoryModel
-----------------------------------------------------------------------------------------------------------

open MemoryModel

sig Store extends Write {}
sig Load extends Read {}
sig Acquire extends Lock {}
sig Release extends Unlock {}
sig Rmb extends ReadBarrier {}
sig Wmb extends WriteBarrier {}

fact Programs {
  all e: Event | lone follower.e
  no ^follower & iden
}

-- An unlock makes way for one lock, and not for one before it.
fact LocksPassOn {
  all u: Unlock | lone from.u
  no from & ^follower
}
