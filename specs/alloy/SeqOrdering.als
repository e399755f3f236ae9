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
-- In tools/memory-model/litmus-tests, the first pair is MP+fencewmbonceonce+fencermbonceonce, and the second is
-- MP+unlocklockonceonce+fencermbonceonce.
--
-- All accesses count as marked; the kernel's plain ones give the compiler more freedom, not less.
-- mmu_lock is a rwlock on x86, and the model knows spinlocks: it is taken for one, since one side writes.
--
-- The roots that open this module say which program runs: in which order, and with which barriers.
-----------------------------------------------------------------------------------------------------------

open MemoryModel

fact Model { linuxKernelMemoryModel }

-- The invalidation, after its start: the host's entry is cleared under the page-table lock (mm/memory.c,
-- zap_pte_range()), then comes end under mmu_lock.
one sig ClearPte extends Write {}            -- the host's entry: present -> none
one sig UnlockPtl extends Unlock {}          -- pte_unmap_unlock()
one sig EndLock extends Lock {}              -- end takes mmu_lock
one sig IncSeq extends Write {}              -- mmu_invalidate_seq++
one sig EndWmb extends WriteBarrier {}        -- smp_wmb()
one sig DecInProgress extends Write {}       -- mmu_invalidate_in_progress: 1 -> 0
one sig EndUnlock extends Unlock {}          -- end drops mmu_lock

-- The page fault. Its lookup walks the page table without lock, as GUP-fast does.
one sig SnapshotSeq extends Read {}          -- mmu_seq = mmu_invalidate_seq
one sig SnapshotRmb extends ReadBarrier {}    -- smp_rmb()
one sig ReadPte extends Read {}              -- hva_to_pfn()
one sig TestLock extends Lock {}             -- mmu_lock around the retry test, if it is taken
one sig TestInProgress extends Read {}       -- mmu_invalidate_in_progress
one sig TestRmb extends ReadBarrier {}        -- smp_rmb() inside the test, if it is there
one sig TestSeq extends Read {}              -- mmu_invalidate_seq
one sig TestUnlock extends Unlock {}

fact Locations {
  of = SnapshotSeq -> IncSeq + TestSeq -> IncSeq + ReadPte -> ClearPte + TestInProgress -> DecInProgress
}

-- mmu_lock is free, and if the test takes it, it passes from one to the other.
fact Mutex {
  from in EndLock -> TestUnlock + TestLock -> EndUnlock
  TestLock in Event.follower implies one from else no from
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

-- A program without one of its barriers: its neighbours follow each other.
fun without[program: Event -> Event, b: Barrier]: Event -> Event {
  let rest = Event - b | rest <: (program + program.(b <: program)) :> rest
}
