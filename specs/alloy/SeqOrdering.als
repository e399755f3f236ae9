module SeqOrdering

-----------------------------------------------------------------------------------------------------------
-- Why mmu_invalidate_seq needs its two pairs of barriers
--
-- A CPU may do its loads and stores in another order than the program says, and other CPUs may see its stores in
-- another order still. The TLA+ specs know nothing of that: there, what one step writes all others see in the next. This
-- module is a litmus test: one invalidation and one page fault, a handful of loads and stores, and all outcomes
-- that the Linux kernel memory model admits.
--
-- Sources, Linux 6.12:
--   kvm_mmu_invalidate_end()                      virt/kvm/kvm_main.c: seq++, smp_wmb(), in_progress--
--   mmu_invalidate_retry(), _retry_gfn_unsafe()   include/linux/kvm_host.h: in_progress, smp_rmb(), seq
--   kvm_faultin_pfn()                             arch/x86/kvm/mmu/mmu.c: seq, smp_rmb(), then the lookup
--   the model                                     tools/memory-model/linux-kernel.bell, .cat, lock.cat
-- In tools/memory-model/litmus-tests, the first pair is MP+fencewmbonceonce+fencermbonceonce, and the second is
-- MP+unlocklockonceonce+fencermbonceonce.
--
-- What is here of the model: coherence, happens-before with fences, acquire, release, unlock-lock pairs, and
-- propagation as far as it enters happens-before. Left out: what no event here has (smp_mb(), RCU, dependencies,
-- read-modify-write) and the order of two lock acquisitions by coherence; leaving out order admits more outcomes,
-- never fewer. All accesses count as marked; the kernel's plain ones give the compiler more freedom, not less.
-- mmu_lock is a rwlock on x86, and the model knows spinlocks: it is taken for one, since one side writes.
--
-- The roots that open this module say which program runs: in which order, and with which barriers.
-----------------------------------------------------------------------------------------------------------

-- Something that a CPU does. follower: what comes directly after it in the program; a barrier that is not there has
-- neither predecessor nor successor.
abstract sig Event { follower: lone Event }

-- A store. Each location has one in this program, apart from its initial value.
abstract sig Write extends Event {}

-- A load: of which location (told by its store), and whether it sees that store or the initial value.
abstract sig Read extends Event { of: one Write, sees: lone Write }

-- spin_lock() and spin_unlock(); from: the unlock that made way for this lock, none if the lock was free all along.
abstract sig Lock extends Event { from: lone Unlock }
abstract sig Unlock extends Event {}
abstract sig Barrier extends Event {}

-- The invalidation, after its start: the host's entry is cleared under the page-table lock (mm/memory.c,
-- zap_pte_range()), then comes end under mmu_lock.
one sig ClearPte extends Write {}            -- the host's entry: present -> none
one sig UnlockPtl extends Unlock {}          -- pte_unmap_unlock()
one sig EndLock extends Lock {}              -- end takes mmu_lock
one sig IncSeq extends Write {}              -- mmu_invalidate_seq++
one sig EndWmb extends Barrier {}            -- smp_wmb()
one sig DecInProgress extends Write {}       -- mmu_invalidate_in_progress: 1 -> 0
one sig EndUnlock extends Unlock {}          -- end drops mmu_lock

-- The page fault. Its lookup walks the page table without lock, as GUP-fast does.
one sig SnapshotSeq extends Read {}          -- mmu_seq = mmu_invalidate_seq
one sig SnapshotRmb extends Barrier {}       -- smp_rmb()
one sig ReadPte extends Read {}              -- hva_to_pfn()
one sig TestLock extends Lock {}             -- mmu_lock around the retry test, if it is taken
one sig TestInProgress extends Read {}       -- mmu_invalidate_in_progress
one sig TestRmb extends Barrier {}           -- smp_rmb() inside the test, if it is there
one sig TestSeq extends Read {}              -- mmu_invalidate_seq
one sig TestUnlock extends Unlock {}

-- Unlocks that order what is around them against a later lock on the same CPU, whatever lock that is.
sig OrderingUnlock in Unlock {}

fact Locations {
  of = SnapshotSeq -> IncSeq + TestSeq -> IncSeq + ReadPte -> ClearPte + TestInProgress -> DecInProgress
  sees in of
}

-- mmu_lock is free, and then passes from one to the other; a lock that is not in the program gets it from nobody,
-- and nobody gets it from there.
fact Mutex {
  from in EndLock -> TestUnlock + TestLock -> EndUnlock
  from.Unlock in programmed and Lock.from in programmed
  EndLock + TestLock in programmed implies one from
}

-----------------------------------------------------------------------------------------------------------
-- The memory model
-----------------------------------------------------------------------------------------------------------

fun programmed: set Event { Event.follower + follower.Event }
fun po: Event -> Event { ^follower }
fun memory: set Event { Read + Write + Lock + Unlock }

-- The same CPU, another CPU.
fun sameCpu: Event -> Event { po + ~po + iden }
fun otherCpu: Event -> Event { (Event -> Event) - sameCpu }

-- Which store a load sees; which store overwrites what it sees.
fun rf: Event -> Event { ~sees + ~from }
fun rfe: Event -> Event { rf & otherCpu }
fun fr: Event -> Event { of - sees }

-- Two accesses of one location in program order: only seq is read twice.
fun poLoc: Event -> Event { po & (of.~of) }

-- Barriers: loads before against loads after, stores before against stores after.
fun rmb: Event -> Event { Read <: (po :> (SnapshotRmb + TestRmb)).po :> Read }
fun wmb: Event -> Event { Write <: (po :> EndWmb).po :> Write }

-- A lock is an acquire, an unlock a release.
fun acqPo: Event -> Event { Lock <: po :> memory }
fun poRel: Event -> Event { memory <: po :> Unlock }

-- An unlock, and a lock after it on the same CPU, or the lock that it made way for.
fun unlockLock: Event -> Event { memory <: po.((OrderingUnlock <: po :> Lock) + ~from).po :> memory }

-- poRel and unlockLock are in prop as well, and so in hb twice, as in the model's original.
fun ppo: Event -> Event { rmb + wmb + acqPo + poRel + (unlockLock & sameCpu) }
fun cumulFence: Event -> Event { poRel + rfe.poRel + wmb + unlockLock }
fun prop: Event -> Event { ((fr & otherCpu) + iden).(*cumulFence).(rfe + iden) }
fun hb: Event -> Event { ppo + rfe + ((prop - iden) & sameCpu) }

pred acyclic[r: Event -> Event] { no ^r & iden }

fact LinuxKernelMemoryModel {
  acyclic[poLoc + rf + fr]
  acyclic[hb]
}

-----------------------------------------------------------------------------------------------------------
-- Outcomes
-----------------------------------------------------------------------------------------------------------

pred seesEnd { some TestInProgress.sees }
pred seqUnchanged { some TestSeq.sees iff some SnapshotSeq.sees }
pred oldPage { no ReadPte.sees }

-- The retry test says that all is well: nothing runs, and seq is the snapshot.
pred accepted { seesEnd and seqUnchanged }

-- Whoever sees that the invalidation is over sees that seq has moved. The barriers of end and test.
assert EndBringsItsSeq { seesEnd implies some TestSeq.sees }

-- Whoever has the new seq as its snapshot sees the cleared entry. The barrier after the snapshot.
assert NewSnapshotMeansNewEntry { some SnapshotSeq.sees implies not oldPage }

-- What it is all for: an entry that has been cleared is not mapped.
assert NoStalePageAccepted { accepted implies not oldPage }

-- Whoever has read the new seq once does not read the old one later. No barrier is needed for that.
assert SeqNeverRunsBack { some SnapshotSeq.sees implies some TestSeq.sees }

-- A test that has mmu_lock before the end has it sees neither of end's stores.
assert EarlyTestSeesNoEnd { some EndLock.from implies no TestInProgress.sees + TestSeq.sees }

-----------------------------------------------------------------------------------------------------------
-- Programs, in parts
-----------------------------------------------------------------------------------------------------------

-- The Linux kernel memory model since 5.17: any lock after any unlock on the same CPU. Before, it had to be the
-- same lock.
pred anyUnlockOrders { OrderingUnlock = Unlock }

fun endAsInLinux: Event -> Event {
  ClearPte -> UnlockPtl + UnlockPtl -> EndLock + EndLock -> IncSeq +
  IncSeq -> EndWmb + EndWmb -> DecInProgress + DecInProgress -> EndUnlock
}
fun snapshotAsInLinux: Event -> Event { SnapshotSeq -> SnapshotRmb + SnapshotRmb -> ReadPte }
fun testAsInLinux: Event -> Event {
  ReadPte -> TestInProgress + TestInProgress -> TestRmb + TestRmb -> TestSeq
}
