module MemoryModel

-----------------------------------------------------------------------------------------------------------
-- The part of the Linux kernel memory model that SeqOrdering needs
--
-- Source: tools/memory-model, linux-kernel.bell, .cat and lock.cat, Linux 6.12. What is here of it: coherence,
-- happens-before with barriers, acquire, release, unlock-lock pairs, and propagation as far as it enters
-- happens-before. Left out, since no program here has it: smp_mb(), and with it all of propagation that needs it, RCU,
-- dependencies, read-modify-write, a second store to one location, and lock and unlock as the load and the store before
-- or after smp_rmb() and smp_wmb(); and the order of two lock acquisitions by coherence. Leaving out order admits
-- more outcomes, never fewer.
--
-- What is left of the original says some orders twice, and some apart that come to the same without dependencies.
-- It is told here in its shortest form: wmb and poRel are not in ppo, but unlockLock is for two CPUs as well; own
-- stores are seen and overwritten like those of others; prop begins with fr; and barriers are not kept out of acqPo,
-- poRel and unlockLock.
-- MemoryModelOriginal.als checks that both forms admit the same; MemoryModelLitmus.als has litmus tests.
-----------------------------------------------------------------------------------------------------------

-- Something that a CPU does. follower: what comes directly after it in the program; a barrier that is not there has
-- neither predecessor nor successor.
abstract sig Event { follower: lone Event }

-- A store. Each location has one in these programs, apart from its initial value.
abstract sig Write extends Event {}

-- A load: of which location (told by its store), and whether it sees that store or the initial value.
abstract sig Read extends Event { of: one Write, sees: lone of }

-- spin_lock() and spin_unlock(); from: the unlock that made way for this lock, none if the lock was free all along.
abstract sig Lock extends Event { from: lone Unlock }
abstract sig Unlock extends Event {}

-- smp_rmb() and smp_wmb().
abstract sig Barrier extends Event {}
abstract sig ReadBarrier, WriteBarrier extends Barrier {}

-- Unlocks that order what is around them against a later lock on the same CPU, whatever lock that is. Since 5.17,
-- all of them; before, it had to be the same lock.
sig OrderingUnlock in Unlock {}

-- In program order; the same CPU.
fun po: Event -> Event { ^follower }
fun sameCpu: Event -> Event { po + ~po }

-- Which store a load sees, and which unlock a lock; which store overwrites what a load sees.
fun rf: Event -> Event { ~sees + ~from }
fun fr: Event -> Event { of - sees }

-- Two accesses of one location in program order.
fun location: Event -> Event { of + (Write <: iden) }
fun poLoc: Event -> Event { po & (location.~location) }

-- Barriers: loads before against loads after, stores before against stores after.
fun rmb: Event -> Event { Read <: (po :> ReadBarrier).po :> Read }
fun wmb: Event -> Event { Write <: (po :> WriteBarrier).po :> Write }

-- A lock is an acquire, an unlock a release.
fun acqPo: Event -> Event { Lock <: po }
fun poRel: Event -> Event { po :> Unlock }

-- Across an unlock, and a lock after it on the same CPU, or the lock that it made way for.
fun unlockLock: Event -> Event { po.((OrderingUnlock <: po :> Lock) + ~from).po }

fun ppo: Event -> Event { rmb + acqPo + unlockLock }
fun cumulFence: Event -> Event { poRel + rf.poRel + wmb + unlockLock }
fun prop: Event -> Event { fr.(*cumulFence).(rf + iden) }
fun hb: Event -> Event { ppo + rf + (prop & sameCpu) }

pred acyclic[r: Event -> Event] { no ^r & iden }

pred linuxKernelMemoryModel {
  acyclic[poLoc + rf + fr]
  acyclic[hb]
}
