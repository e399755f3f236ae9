------------------------ MODULE SlotRangesProperties ------------------------
(***************************************************************************)
(* What must hold of SlotRanges, in 6.12 and in 6.1; the situations that a *)
(* run must reach; the abstraction of mmu_invalidate_seq (see OpaqueSeq).  *)
(***************************************************************************)
EXTENDS SlotRanges

LiveRngSnapshots == {fault[v].mmu_seq : v \in VCPUS} \ {NoSeq}

FreshRngSeq == FreshSeqFrom(0, LiveRngSnapshots)

-----------------------------------------------------------------------------
(* Safety.  Start of n has returned and end has not been called, or begin  *)
(* has been and end has not: said by pc, so that no variant's range or     *)
(* walk has a part in what must hold.                                      *)

Returned(n) == inv[n].pc \in {"modify", "end"}
Behind(n, p) == inv[n].start <= PageHva(p) /\ PageHva(p) < inv[n].end
MeetsMemory(n) == \E p \in PAGES : Behind(n, p)
Begun(n) == inv[n].pc \notin {"idle", "begin"} /\ MeetsMemory(n)

(* From the return of start to end, the hva range is mapped nowhere: at    *)
(* none of its gfns, in no address space.                                  *)
RngNothingMappedWhileInvalidated ==
    \A n \in INVALIDATORS : \A p \in PAGES : Returned(n) /\ Behind(n, p) => spte[p] = "none"

(* The guest maps what the host maps.                                      *)
RngGuestMapsWhatHostMaps == \A p \in PAGES : spte[p] # "stale"

(* in_progress is the number of invalidations between begin and end.       *)
RngInProgressBalanced ==
    mmu_invalidate_in_progress = Cardinality({n \in INVALIDATORS : Begun(n)})

(* 6.12: the range covers all gfns of each invalidation whose start has    *)
(* returned, those of its aliases too.                                     *)
CoveredGfn(g) == mmu_invalidate_range.start <= g /\ g < mmu_invalidate_range.end
RngRangeCoversGfns ==
    \A n \in INVALIDATORS : \A p \in PAGES : Returned(n) /\ Behind(n, p) => CoveredGfn(p[2])

(* 6.1: the range covers all hvas of each invalidation that has begun.     *)
RngRangeCoversHvas ==
    \A n \in INVALIDATORS : \A h \in HVAS :
        Begun(n) /\ inv[n].start <= h /\ h < inv[n].end
            => mmu_invalidate_range.start <= h /\ h < mmu_invalidate_range.end

(* While something runs and nobody is at it, the range is set: the warning *)
(* of mmu_invalidate_retry_gfn() and of kvm_mmu_invalidate_end().          *)
RngRangeIsSet ==
    mmu_invalidate_in_progress # 0 /\ mmu_lock.writer = {} => mmu_invalidate_range # NoRange

(* A start that may not block does not give up the lock in the middle.     *)
RngNonBlockingStartDoesNotYield ==
    \A n \in INVALIDATORS : inv[n].pc = "unmap_yielded" => inv[n].may_block

(* Whoever is at counters, range or SPTEs holds mmu_lock for write, and    *)
(* nobody else does: lockdep_assert_held_write().                          *)
RngWalkHoldsMmuLock ==
    \A n \in INVALIDATORS : inv[n].pc \in {"range_add", "unmap"} <=> n \in mmu_lock.writer

(* 6.1 only: once an invalidation has begun, nothing of its hva range is   *)
(* installed.  In 6.12 an alias can be, until the walk comes to its slot.  *)
RngNothingInstalledOnceBegun ==
    [][\A n \in INVALIDATORS : \A p \in PAGES :
           Begun(n) /\ Behind(n, p) /\ spte[p] = "none" => spte'[p] = "none"]_rngVars

-----------------------------------------------------------------------------
(* Witnesses *)

Maps(v) == fault[v].pc = "map" /\ fault'[v].pc = "guest"
Installs(v) == Maps(v) /\ spte[fault[v].page] = "none" /\ spte'[fault[v].page] # "none"
SentBackByRange(v) == Maps(v) /\ fault[v].mmu_seq = mmu_invalidate_seq
                      /\ spte'[fault[v].page] = "none"

(* A fault installs an alias behind the back of an invalidation of its     *)
(* hva, which has dropped mmu_lock on the way; and the walk removes it.    *)
RngAliasInstalledDuringWalk ==
    \E v \in VCPUS, n \in INVALIDATORS :
        Installs(v) /\ inv[n].pc = "unmap_yielded" /\ Behind(n, fault[v].page)
RngAliasZappedInItsTurn ==
    \E n \in INVALIDATORS : \E p \in PAGES :
        /\ inv[n].pc = "unmap" /\ inv[n].slot > 1 /\ p \in PagesOfSlot(inv[n].slot)
        /\ spte[p] # "none" /\ spte'[p] = "none"
        /\ \E i \in 1..(inv[n].slot - 1) : \E q \in PagesOfSlot(i) : Behind(n, q)

(* The two kinds of range part ways, with one invalidation running.  A     *)
(* fault is sent back for its gfn although its hva is outside the range;   *)
(* a fault on an hva of the range passes.                                  *)
OnlyRunning(n) == \A m \in INVALIDATORS : Begun(m) => m = n
RngGfnHullHoldsBackOtherHva ==
    \E v \in VCPUS, n \in INVALIDATORS :
        SentBackByRange(v) /\ Begun(n) /\ OnlyRunning(n) /\ ~Behind(n, fault[v].page)
RngHvaRangeHoldsBackAlias ==
    \E v \in VCPUS, n \in INVALIDATORS :
        SentBackByRange(v) /\ inv[n].pc = "unmap_yielded" /\ OnlyRunning(n)
        /\ Behind(n, fault[v].page) /\ SlotOfPage(fault[v].page) > inv[n].slot

RngSentBackBetweenTwo ==
    \E v \in VCPUS :
        SentBackByRange(v) /\ \A n \in INVALIDATORS : ~(Begun(n) /\ Behind(n, fault[v].page))
RngNoSlotMet == \E n \in INVALIDATORS : Returned(n) /\ ~MeetsMemory(n)
RngMapsBesideInvalidation == \E v \in VCPUS : Installs(v) /\ mmu_invalidate_in_progress > 0
RngTwoOverlap ==
    \E n, m \in INVALIDATORS :
        n # m /\ Begun(n) /\ Begun(m) /\ \E p \in PAGES : Behind(n, p) /\ Behind(m, p)
RngNonBlockingStart == \E n \in INVALIDATORS : inv[n].pc = "unmap" /\ ~inv[n].may_block
RngZapsInOtherAddressSpace ==
    \E n \in INVALIDATORS : \E p \in PAGES :
        inv[n].pc = "unmap" /\ p[1] # 0 /\ spte[p] # "none" /\ spte'[p] = "none"

=============================================================================
