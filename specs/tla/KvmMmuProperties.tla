-------------------------- MODULE KvmMmuProperties --------------------------
(***************************************************************************)
(* What must hold of KvmMmu, and the situations that a run must reach      *)
(* before "it holds" means anything.                                       *)
(***************************************************************************)
EXTENDS KvmMmuSteps

-----------------------------------------------------------------------------
(* Invariants                                                              *)

(* No SPTE maps a page that was freed since it was set, even if the frame  *)
(* has been allocated again: use-after-free by the guest.                  *)
NoFreedPageMapped ==
    \A g \in GFNS : is_shadow_present_pte(g) => g \notin freed_under /\ spte[g].pfn \notin buddy

(* From the return of start to the call of end, no SPTE maps the range.    *)
StartHasReturned(n) == inv[n].pc \in {"modify", "in_progress_dec"}
NoMappingInInvalidatedRange ==
    \A n \in INVALIDATORS :
        StartHasReturned(n) => \A g \in GfnsOfRange(n) : ~is_shadow_present_pte(g)

(* An SPTE maps the frame that the host maps there.                        *)
GuestMapsWhatHostMaps ==
    \A g \in GFNS : is_shadow_present_pte(g) => spte[g].pfn = host_pte[gfn_to_hva(g)].pfn

(* An SPTE is writable only if the host's entry is.                        *)
WritableOnlyIfHostWritable ==
    \A g \in GFNS : spte[g].w => host_pte[gfn_to_hva(g)].w

(* A page that a forked child shares is written by nobody: neither through *)
(* the host's entry nor through the guest's.                               *)
SharedPageIsReadOnly ==
    \A h \in HVAS :
        /\ child_pte[h] # NoPfn /\ host_pte[h].pfn = child_pte[h] => ~host_pte[h].w
        /\ \A g \in GFNS : child_pte[h] # NoPfn /\ spte[g].pfn = child_pte[h] => ~spte[g].w

(* A page's count is the number of references that somebody holds: host    *)
(* mappings, faults between lookup and release, gathered pages, migration, *)
(* and a driver's own.  Split, because the two halves are different bugs.  *)
(* True of every frame, whatever KVM believes: nobody holds, or counts, a  *)
(* tail, a reserved page or a frame without struct page.                   *)
HostRefs(f) == HostMappings(f) + InvalidatorRefs(f) + OwnersRefs(f)
Holders(f) == HostRefs(f) + FaultRefs(f)
NoReferenceLeaked == \A f \in FRAMES : page_refcount[f] <= Holders(f)
NoReferenceStolen == \A f \in FRAMES : page_refcount[f] >= Holders(f)

(* The same of faults that are over, without a word of what KVM believes   *)
(* to be refcounted: they have given back whatever they took.              *)
FaultsLeaveNoReference ==
    (\A v \in VCPUS : fault[v].pfn = NoPfn) => \A f \in FRAMES : page_refcount[f] = HostRefs(f)

(* The counters: never negative, and back to zero when nobody is between   *)
(* start and end.  Looked at while mmu_lock is not held for write: inside  *)
(* the critical section the order of the updates is free.                  *)
Running == {n \in INVALIDATORS :
                /\ inv[n].pc \in {"range_add", "unmap", "unmap_yielded", "unmap_resumed", "modify", "in_progress_dec"}
                /\ MeetsMemslot(n)}
CountersNeverNegative ==
    /\ mmu_invalidate_in_progress >= 0
    /\ \A f \in FRAMES : page_refcount[f] >= 0
InProgressCountsRunning ==
    mmu_lock.writer = {} => mmu_invalidate_in_progress = Cardinality(Running)

(* mmu_lock is held by whoever is in one of its critical sections, and by  *)
(* nobody else; a writer is alone.                                         *)
MmuLockHeldByCriticalSections ==
    /\ mmu_lock.readers = {v \in VCPUS : fault[v].pc \in {"stale", "map", "unlock"}}
    /\ mmu_lock.writer = {n \in INVALIDATORS : inv[n].pc \in {"range_add", "unmap", "unmap_resumed", "in_progress_dec"}}
    /\ mmu_lock.writer # {} => mmu_lock.readers = {} /\ Cardinality(mmu_lock.writer) = 1

(* While mmu_lock is not held for write, the range covers every running    *)
(* invalidation, and there is none if nobody runs.                         *)
RangeCoversRunning ==
    mmu_lock.writer = {} =>
        /\ \A n \in Running : \A g \in GfnsOfRange(n) :
               mmu_invalidate_range.start <= g /\ g < mmu_invalidate_range.end
        /\ Running = {} => mmu_invalidate_range = NoRange

(* A migration entry is there only while its migration is under way.       *)
MigrationEntryHasMigration ==
    \A h \in HVAS : host_pte[h].pfn = MigrationPfn =>
        \E n \in INVALIDATORS : inv[n].op = "migrate" /\ inv[n].start = h /\ inv[n].pfn # NoPfn

(* A thread between two faults, or two invalidations, keeps nothing of the *)
(* last one.                                                               *)
IdleThreadsKeepNothing ==
    /\ \A v \in VCPUS : fault[v].pc = "guest" => fault[v] = InGuest
    /\ \A n \in INVALIDATORS : inv[n].pc = "idle" => inv[n] = InvIdle

(* A fault is for one of the guest's accesses, to the end; what the lookup *)
(* found for a write can be written; and only a page that was found is     *)
(* given back.                                                             *)
FaultsFitTheirAccess ==
    \A v \in VCPUS :
        /\ fault[v].pc # "guest" => fault[v].gfn \in GFNS /\ fault[v].write \in WRITES
        /\ fault[v].pfn # NoPfn /\ fault[v].write => fault[v].map_writable
        /\ fault[v].pc = "release" => fault[v].pfn # NoPfn

(* KVM marks pages accessed or dirty only while they are alive.            *)
MarksOnlyLivePages == ~dead_mark

(* Whatever ordinary page KVM maps has a count above zero; and the test that the thread  *)
(* asks about, page_ref_count(), says the opposite of a compound tail.     *)
RefcountedAndMapped ==
    {f \in FRAMES : CLASS[f] = "ram" /\ \E g \in GFNS : spte[g].pfn = f}
MappedPageHasPageCount == \A f \in RefcountedAndMapped : page_count(f) > 0
MappedPageHasPageRefCount == \A f \in RefcountedAndMapped : page_ref_count(f) > 0

(* The same of every page that KVM believes refcounted, a driver's too: up *)
(* to 6.12 the lookup refuses those without a count.                       *)
MappedStructPageIsCounted ==
    \A g \in GFNS : is_shadow_present_pte(g) /\ kvm_pfn_is_refcounted(spte[g].pfn)
                       => page_count(spte[g].pfn) > 0

(* The pages of a driver's non-compound block: is it their count that      *)
(* tells them?  Not of the first one.                                      *)
SpecialPageHasNoCount ==
    \A f \in FRAMES : CLASS[f] \in {"special_first", "special_later"} => page_ref_count(f) = 0

(* Who holds that reference?  Not KVM.                                     *)
KvmHoldsRefWhileMapped ==
    \A f \in RefcountedAndMapped : FaultRefs(compound_head(f)) > 0
PrimaryMmuHoldsRefWhileMapped ==
    \A f \in RefcountedAndMapped : HostMappings(compound_head(f)) > 0

-----------------------------------------------------------------------------
(* Action properties                                                       *)

(* No count goes from 0 to 1 but by allocation.                            *)
CountRisesFromZero(f) ==
    /\ page_refcount[f] = 0 /\ page_refcount'[f] > 0
    /\ ~(f \in buddy /\ f \notin buddy')
NeverZeroToOne == [][\A f \in FRAMES : ~CountRisesFromZero(f)]_vars

(* An SPTE never changes from one frame to another without being removed   *)
(* in between: the kernel dies of that ("Invalid SPTE change").            *)
NoInvalidSpteChange ==
    [][\A g \in GFNS : spte[g] # NoSpte /\ spte'[g] # NoSpte => spte[g].pfn = spte'[g].pfn]_vars

(* What ends an attempt has a reason, and the guest gets to know: a retry   *)
(* test before the lookup says so only with an invalidation since the      *)
(* snapshot, or under way; an error means a write that the host's entry    *)
(* does not allow, or a page without a count; after a retry the guest goes *)
(* on if the access can be done by now, and else faults again.             *)
EndsForAReason(v) ==
    LET pte == host_pte[gfn_to_hva(fault[v].gfn)]
        mapped == spte[fault[v].gfn] # NoSpte /\ (fault[v].write => spte[fault[v].gfn].w)
    IN  CASE fault[v].pc = "retry_early" /\ fault'[v].pc = "reenter" ->
                 mmu_invalidate_in_progress # 0 \/ mmu_invalidate_seq # fault[v].mmu_seq
          [] fault[v].pc = "lookup" /\ fault'[v].pc = "guest" ->
                 (fault[v].write /\ ~pte.w) \/ (pte.pfn \in FRAMES /\ page_refcount[pte.pfn] = 0)
          [] fault[v].pc = "retry_late" /\ fault'[v].pc = "release" -> fault'[v].retry
          [] fault[v].pc = "release" /\ fault'[v].pc # "release" ->
                 fault[v].retry = (fault'[v].pc = "reenter")
          [] fault[v].pc = "reenter" /\ fault'[v].pc # "reenter" -> mapped = (fault'[v].pc = "guest")
          [] OTHER -> TRUE
FaultsEndForAReason == [][\A v \in VCPUS : EndsForAReason(v)]_vars

-----------------------------------------------------------------------------
(* Refinement                                                              *)

Abstract == INSTANCE GuestView WITH
    Gfns <- GFNS, Nothing <- NoSpte, guest <- spte, host <- host_pte
GuestSeesOnlyWhatHostMaps == Abstract!Spec

-----------------------------------------------------------------------------
(* Liveness.  Each thread that can take a step takes it some day (weak);   *)
(* mmu_lock is a queued rwlock, so a waiter gets it some day even if       *)
(* others take it in between (strong).  Nobody has to start an             *)
(* invalidation, to touch memory, or to free a child.                      *)
VcpuSteps(v) ==
    \/ vcpu_enter_guest(v)
    \/ kvm_faultin_pfn(v)
    \/ mmu_invalidate_retry_early(v)
    \/ hva_to_pfn(v)
    \/ hva_to_pfn_remapped(v)
    \/ \E f \in FRAMES : faultin_page(v, f)
    \/ check_vma_flags(v)
    \/ mmu_invalidate_retry_late(v)
    \/ is_page_fault_stale(v)
    \/ kvm_tdp_mmu_map(v)
    \/ read_unlock_mmu_lock(v)
    \/ kvm_release_pfn_clean(v)

InvalidatorSteps(n) ==
    \/ range_meets_no_memslot(n)
    \/ kvm_mmu_invalidate_range_add(n)
    \/ kvm_unmap_gfn_range(n)
    \/ zap_pte_range(n)
    \/ change_pte_range(n)
    \/ copy_present_ptes(n)
    \/ \E f \in FRAMES : wp_page_copy(n, f)
    \/ wp_page_copy_raced(n)
    \/ try_to_migrate_one(n)
    \/ mmu_invalidate_in_progress_dec(n)
    \/ end_meets_no_memslot(n)
    \/ \E f \in FRAMES : free_pages_and_swap_cache(n, f)
    \/ migrate_folio_undo(n)
    \/ putback_lru_folio(n)

Fairness ==
    /\ \A v \in VCPUS : WF_vars(VcpuSteps(v)) /\ SF_vars(read_lock_mmu_lock(v))
    /\ \A n \in INVALIDATORS :
           /\ WF_vars(InvalidatorSteps(n))
           /\ SF_vars(kvm_mmu_invalidate_range_start(n))
           /\ SF_vars(tdp_mmu_iter_resumes(n))
           /\ SF_vars(kvm_mmu_invalidate_end(n))

FairSpec == Spec /\ Fairness

Faulting(v) == fault[v].pc # "guest"
Quiet == \A n \in INVALIDATORS : inv[n].pc = "idle"

(* Once invalidations stop, every fault completes (with a mapping, or with *)
(* an error).                                                              *)
FaultCompletesOnceQuiet ==
    \A v \in VCPUS : <>[]Quiet => []<>~Faulting(v)

(* The stronger claim, that it is enough if invalidations of the fault's   *)
(* own gfn stop, is false: seq is global, so completed invalidations of    *)
(* other gfns send the fault back for ever.                                *)
RangeQuiet(v) == \A n \in INVALIDATORS : inv[n].pc # "idle" => fault[v].gfn \notin GfnsOfRange(n)
FaultCompletesOnceRangeQuiet ==
    \A v \in VCPUS : <>[]RangeQuiet(v) => []<>~Faulting(v)

-----------------------------------------------------------------------------
(* Witnesses                                                               *)

StaleTestSaysRetry(v) == fault[v].pc = "stale" /\ fault'[v].pc # "stale" /\ fault'[v].retry
FaultedGfnInRange(v) == mmu_invalidate_in_progress # 0 /\ InRange(fault[v].gfn)

(* A retry under mmu_lock because of seq alone, in_progress alone, both.   *)
RetryBySeq ==
    \E v \in VCPUS : StaleTestSaysRetry(v) /\ ~FaultedGfnInRange(v)
RetryByInProgress ==
    \E v \in VCPUS : StaleTestSaysRetry(v) /\ mmu_invalidate_seq = fault[v].mmu_seq
RetryByBoth ==
    \E v \in VCPUS : /\ StaleTestSaysRetry(v)
                     /\ FaultedGfnInRange(v) /\ mmu_invalidate_seq # fault[v].mmu_seq

(* A retry although the host still maps the very page that was looked up.  *)
SpuriousRetry ==
    \E v \in VCPUS : /\ StaleTestSaysRetry(v) /\ ~FaultedGfnInRange(v)
                     /\ host_pte[HvaOfFault(v)].pfn = fault[v].pfn
                     /\ host_pte[HvaOfFault(v)].w = fault[v].map_writable

(* A lockless test, before the lookup and after it, sends the fault back.  *)
LocklessRetryEarly ==
    \E v \in VCPUS : fault[v].pc = "retry_early" /\ fault'[v].pc = "reenter"
LocklessRetryLate ==
    \E v \in VCPUS : fault[v].pc = "retry_late" /\ fault'[v].pc = "release"

(* After a retry the guest's access succeeds, or faults again.             *)
RetriedAccessSucceeds == \E v \in VCPUS : fault[v].pc = "reenter" /\ fault'[v].pc = "guest"
RetriedAccessFaults == \E v \in VCPUS : fault[v].pc = "reenter" /\ fault'[v].pc = "snapshot"

(* Two invalidations between begin and end.                                *)
OverlappingInvalidations == mmu_invalidate_in_progress >= 2

(* The range covers a gfn that no running invalidation has.                *)
RangeCoversMoreThanItsParts ==
    /\ mmu_invalidate_in_progress >= 2
    /\ \E g \in GFNS : InRange(g) /\ \A n \in Running : g \notin GfnsOfRange(n)

(* A fault completes while an invalidation of other gfns runs.             *)
MapDuringOtherInvalidation ==
    \E v \in VCPUS : fault[v].pc = "map" /\ fault'[v].pc # "map" /\ mmu_invalidate_in_progress > 0

(* The same, of a gfn below and of one above those of the invalidation.    *)
MapBelowInvalidation ==
    /\ MapDuringOtherInvalidation
    /\ \E v \in VCPUS : fault[v].pc = "map" /\ \A n \in Running : \A g \in GfnsOfRange(n) : fault[v].gfn < g
MapAboveInvalidation ==
    /\ MapDuringOtherInvalidation
    /\ \E v \in VCPUS : fault[v].pc = "map" /\ \A n \in Running : \A g \in GfnsOfRange(n) : fault[v].gfn > g

(* Two vCPUs in the critical section at once.                              *)
TwoReaders == Cardinality(mmu_lock.readers) >= 2

(* A fault installs its SPTE while a zap has dropped mmu_lock.             *)
MapDuringYield ==
    \E v \in VCPUS : fault[v].pc = "map" /\ fault'[v].pc # "map"
        /\ \E n \in INVALIDATORS : inv[n].pc = "unmap_yielded"

(* A page is freed between the return of start and the call of end.        *)
PageFreedBeforeEnd ==
    \E n \in INVALIDATORS : inv[n].pc = "modify" /\ inv'[n].pc = "modify" /\ buddy # buddy'
                            /\ inv[n].gather # inv'[n].gather

(* Which kinds of mappings there are, and what happened to pages.          *)
TailPageMapped == \E g \in GFNS : spte[g].pfn # NoPfn /\ PageTail(spte[g].pfn)
ReadOnlySpte == \E g \in GFNS : is_shadow_present_pte(g) /\ ~spte[g].w
WritableSpte == \E g \in GFNS : spte[g].w
SpteUpgraded == \E g \in GFNS : is_shadow_present_pte(g) /\ ~spte[g].w /\ spte'[g].w
FaultHoldsLastReference ==
    \E v \in VCPUS : HoldsRef(v) /\ page_count(fault[v].pfn) = 1 /\ fault[v].pc = "release"
CowMovedPage == \E n \in INVALIDATORS : inv[n].op = "cow" /\ inv[n].gather # {}
MigrationMovedPage ==
    \E n \in INVALIDATORS : inv[n].op = "migrate" /\ inv'[n].pc = "idle"
                            /\ host_pte[inv[n].start].pfn = MigrationPfn
                            /\ host_pte'[inv[n].start].pfn # inv[n].pfn
MigrationRefused ==
    \E n \in INVALIDATORS : inv[n].op = "migrate" /\ inv'[n].pc = "idle"
                            /\ host_pte[inv[n].start].pfn = MigrationPfn
                            /\ host_pte'[inv[n].start].pfn = inv[n].pfn
ZeroPageMapped == \E g \in GFNS : is_shadow_present_pte(g) /\ is_zero_pfn(spte[g].pfn)
WriteFillsEmptyEntry ==
    \E h \in HVAS : pte_none(h) /\ host_pte'[h].w /\ host_pte'[h].pfn \notin ZeroFrames
CowOfZeroPage ==
    \E n \in INVALIDATORS : inv[n].op = "cow" /\ inv[n].next # inv'[n].next
        /\ inv[n].next \in HVAS
        /\ host_pte[inv[n].next].pfn \in ZeroFrames /\ host_pte'[inv[n].next].w
PfnmapMapped == \E g \in GFNS : is_shadow_present_pte(g) /\ IsPfnmap(gfn_to_hva(g))
SpecialLaterPageRefused ==
    \E v \in VCPUS : /\ fault[v].pc = "lookup" /\ fault'[v].pc = "guest"
                     /\ LET pfn == host_pte[HvaOfFault(v)].pfn
                        IN  pfn \in FRAMES /\ CLASS[pfn] = "special_later"
WriteToReadOnlyRefused ==
    \E v \in VCPUS : fault[v].pc = "lookup" /\ fault'[v].pc = "guest" /\ fault[v].write

=============================================================================
