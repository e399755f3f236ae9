module MemoryModelOriginal

-----------------------------------------------------------------------------------------------------------
-- MemoryModel admits what its original admits
--
-- The same part of tools/memory-model, linux-kernel.cat, with the relations that it has there, from the fields of the
-- events alone. What MemoryModel leaves out is left out here, too.
-----------------------------------------------------------------------------------------------------------

open LitmusEvents

fun internal: Event -> Event { ^follower + ~^follower + iden }
fun external: Event -> Event { (Event -> Event) - internal }
fun memory: set Event { Event - Barrier }

fun catRfe: Event -> Event { (~sees + ~from) & external }
fun catFr: Event -> Event { of - sees }
fun catPoLoc: Event -> Event { ^follower & ((of + (Write <: iden)).~(of + (Write <: iden))) }

fun catAcqPo: Event -> Event { Lock <: ^follower :> memory }
fun catPoRel: Event -> Event { memory <: ^follower :> Unlock }
fun catRmb: Event -> Event { Read <: (^follower :> ReadBarrier).^follower :> Read }
fun catWmb: Event -> Event { Write <: (^follower :> WriteBarrier).^follower :> Write }
fun catPoUnlockLockPo: Event -> Event {
  memory <: ^follower.((OrderingUnlock <: ^follower :> Lock) + ~from).^follower :> memory
}

fun catPpo: Event -> Event { (catFr & internal) + catAcqPo + catPoRel + catRmb + catWmb + (catPoUnlockLockPo & internal) }
fun catCumulFence: Event -> Event { (catRfe + iden).catPoRel + catWmb + catPoUnlockLockPo }
fun catProp: Event -> Event { ((catFr & external) + iden).(*catCumulFence).(catRfe + iden) }
fun catHb: Event -> Event { catPpo + catRfe + ((catProp - iden) & internal) }

pred original { acyclic[catPoLoc + ~sees + ~from + catFr] and acyclic[catHb] }

assert SameWithBarriers { linuxKernelMemoryModel iff original }
assert SameWithALock { linuxKernelMemoryModel iff original }
assert SameWithTwoLocks { linuxKernelMemoryModel iff original }

-- Programs of six and seven events, since one scope for all of them would take hours.
check SameWithBarriers for 6 but exactly 2 Store, exactly 2 Load, exactly 0 Acquire, exactly 0 Release, exactly 1 Rmb,
  exactly 1 Wmb, 4 int expect 0
check SameWithALock for 7 but exactly 2 Store, exactly 2 Load, exactly 1 Acquire, exactly 1 Release, exactly 1 Rmb,
  exactly 0 Wmb, 4 int expect 0
check SameWithTwoLocks for 7 but exactly 1 Store, exactly 2 Load, exactly 2 Acquire, exactly 2 Release, exactly 0 Rmb,
  exactly 0 Wmb, 4 int expect 0

-- Both admit something, and both refuse something.
run wAdmitted { linuxKernelMemoryModel and original and some sees } for 4 but 4 int expect 1
run wRefused { acyclic[catPoLoc + ~sees + ~from + catFr] and not linuxKernelMemoryModel and not original }
  for 6 but 4 int expect 1
