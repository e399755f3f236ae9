module MemoryModelOriginal

-----------------------------------------------------------------------------------------------------------
-- MemoryModel admits what its original admits
--
-- The same part of tools/memory-model, linux-kernel.cat, relation by relation as it is there, from the fields of the
-- events alone. What MemoryModel leaves out for want of such events is left out here, too.
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

assert ShortFormAdmitsTheSame {
  linuxKernelMemoryModel iff (acyclic[catPoLoc + ~sees + ~from + catFr] and acyclic[catHb])
}

check ShortFormAdmitsTheSame for 8 but 4 int expect 0
