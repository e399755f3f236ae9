module MemoryModelLitmus

-----------------------------------------------------------------------------------------------------------
-- Litmus tests of MemoryModel
--
-- Small programs whose verdicts under the Linux kernel memory model are known (tools/memory-model: litmus-tests,
-- and Documentation/explanation.txt): a check for what never happens, a run for what may. The names are those of the
-- kernel's tests: MP is message passing, LB load buffering, SB store buffering, WRC write to read causality, ISA2
-- message passing over a third CPU, IRIW independent reads of independent writes, Co coherence.
--
-- Each part of each relation of MemoryModel is needed by one of them. They use the fields of the events only, so
-- that none of them changes along with the model.
-----------------------------------------------------------------------------------------------------------

open LitmusEvents

fact Model { linuxKernelMemoryModel }

-- What lies between two accesses of a CPU: a barrier; an unlock and a lock that was free; the same lock again.
fun across[b: set Event]: Event -> Event { (follower :> b).follower }
fun acrossLocks[u: set Unlock]: Event -> Event { (follower :> u).(follower :> (Lock - from.Unlock)).follower }
fun acrossOneLock: Event -> Event { (follower :> Unlock).(follower & ~from).follower }

-- From what one CPU does before it drops a lock to what another does after it takes that lock.
fun lockPassedOn: Event -> Event { (follower :> Unlock).~from.follower }

-- The load sees the store; it sees the initial value instead.
pred saw[r: Read, x: Write] { r.sees = x }
pred missed[r: Read, x: Write] { r.of = x and no r.sees }

-- One CPU stores data and flag; another sees the flag and misses the data.
pred mp[writer, reader: Event -> Event] {
  some data, flag: Write, r, s: Read |
    data -> flag in writer and r -> s in reader and saw[r, flag] and missed[s, data]
}

-- Two CPUs see what the other one stores after its own load.
pred lb[left, right: Event -> Event] {
  some disj x, y: Write, r, s: Read | r -> x in left and s -> y in right and saw[r, y] and saw[s, x]
}

-- Two CPUs miss what the other one stores before its own load.
pred sb[left, right: Event -> Event] {
  some disj x, y: Write, r, s: Read | x -> r in left and y -> s in right and missed[r, y] and missed[s, x]
}

-- Two CPUs see two stores of others in different orders.
pred iriw[left, right: Event -> Event] {
  some disj x, y: Write, disj r, s, t, u: Read |
    r -> s in left and t -> u in right and saw[r, x] and missed[s, y] and saw[t, y] and missed[u, x]
}

assert NeverMpWmbRmb { not mp[across[WriteBarrier], across[ReadBarrier]] }
assert NeverMpUnlockLockRmb { not mp[acrossLocks[OrderingUnlock], across[ReadBarrier]] }
assert NeverMpOneLockRmb { not mp[acrossOneLock, across[ReadBarrier]] }

-- The data is stored before the lock is dropped, and missed by whoever takes it.
assert NeverMpLocked { no x: Write, s: Read | x -> s in lockPassedOn and missed[s, x] }

-- The same if it is not stored but seen before the lock is dropped.
assert NeverWrcLocked { no x: Write, r, s: Read | saw[r, x] and r -> s in lockPassedOn and missed[s, x] }

-- Whoever takes the lock stores the flag, and a third CPU sees it.
assert NeverIsa2LockedRmb { not mp[lockPassedOn, across[ReadBarrier]] }

assert NeverLbUnlockLock { not lb[acrossLocks[OrderingUnlock], acrossLocks[OrderingUnlock]] }
assert NeverLbLocked { no x: Write, r: Read | r -> x in lockPassedOn and saw[r, x] }

-- The store on the one side overwrites what a load before it has seen.
assert NeverLbOverwrite {
  no x, y: Write, r, s, t: Read |
    r -> s in across[ReadBarrier] and s -> x in follower and t -> y in acrossLocks[OrderingUnlock] and
    saw[r, y] and missed[s, x] and saw[t, x]
}

assert NeverCoRR { no x: Write, r: Read, s: r.^follower & Read | saw[r, x] and missed[s, x] }
assert NeverCoWR { no x: Write, r: x.^follower & Read | missed[r, x] }
assert NeverCoRW { no r: Read, x: r.^follower & Write | saw[r, x] }

check NeverMpWmbRmb for 6 but 5 int expect 0
check NeverMpUnlockLockRmb for 7 but 5 int expect 0
check NeverMpOneLockRmb for 7 but 5 int expect 0
check NeverMpLocked for 4 but 5 int expect 0
check NeverWrcLocked for 5 but 5 int expect 0
check NeverIsa2LockedRmb for 7 but 5 int expect 0
check NeverLbUnlockLock for 8 but 5 int expect 0
check NeverLbLocked for 4 but 5 int expect 0
check NeverLbOverwrite for 8 but 5 int expect 0
check NeverCoRR for 4 but 5 int expect 0
check NeverCoWR for 4 but 5 int expect 0
check NeverCoRW for 4 but 5 int expect 0

-- Both barriers are needed, and of the right kind.
run wMp { mp[follower, follower] } for 4 but 5 int expect 1
run wMpWmb { mp[across[WriteBarrier], follower] } for 5 but 5 int expect 1
run wMpRmb { mp[follower, across[ReadBarrier]] } for 5 but 5 int expect 1
run wMpRmbWmb { mp[across[ReadBarrier], across[WriteBarrier]] } for 6 but 5 int expect 1

-- Another lock than the one that was dropped, before Linux 5.17.
run wMpUnlockLockBefore517 { mp[acrossLocks[Unlock - OrderingUnlock], across[ReadBarrier]] } for 7 but 5 int expect 1

-- smp_rmb() orders no stores.
run wLb { lb[follower, follower] } for 4 but 5 int expect 1
run wLbRmbs { lb[across[ReadBarrier], across[ReadBarrier]] } for 6 but 5 int expect 1

-- Unlock and lock are no smp_mb(), and nor are two smp_rmb().
run wSbUnlockLock { sb[acrossLocks[OrderingUnlock], acrossLocks[OrderingUnlock]] }
  for 8 but exactly 2 Store, exactly 2 Load, exactly 2 Acquire, exactly 2 Release, exactly 0 Rmb, exactly 0 Wmb, 5 int
  expect 1
run wIriwRmbs { iriw[across[ReadBarrier], across[ReadBarrier]] }
  for 8 but exactly 2 Store, exactly 4 Load, exactly 0 Acquire, exactly 0 Release, exactly 2 Rmb, exactly 0 Wmb, 5 int
  expect 1
