------------------------------ MODULE Linux613 ------------------------------
(***************************************************************************)
(* Profile linux-6.13: what Linux 6.13 does otherwise than 6.12 in a page  *)
(* fault.  arch/x86/kvm/mmu/mmu.c kvm_mmu_finish_page_fault();             *)
(* include/linux/kvm_host.h kvm_release_faultin_page(); virt/kvm/          *)
(* kvm_main.c hva_to_pfn_remapped(), kvm_resolve_pfn().                    *)
(*                                                                         *)
(* The lookup returns a page to be released (refcounted_page), or NULL, in *)
(* place of a pfn from which the release would have to guess:              *)
(*                                                                         *)
(*   - it is the page to which GUP took a reference, whatever its class;   *)
(*   - in a PFNMAP area it is NULL: no reference is taken, so none can     *)
(*     fail, and pages without a count of their own become mappable.       *)
(*                                                                         *)
(* The order at the end of a fault:                                        *)
(*                                                                         *)
(*   6.12   map, unlock, mark accessed and put                             *)
(*   6.13   map, mark accessed (and dirty if map_writable) and put, unlock *)
(*                                                                         *)
(* On RET_PF_RETRY, under mmu_lock (P16) or before it (P14), the page is   *)
(* put without a mark.  A removed SPTE touches no struct page.             *)
(*                                                                         *)
(* A mark is an event here, not a state of the page: the properties below  *)
(* look at the step that makes it.                                         *)
(***************************************************************************)
EXTENDS KvmMmuProperties

(* The page is given back with mmu_lock held. *)
AfterMap == "release"

FaultStepAfter613(step) ==
    CASE step = "fault"       -> "snapshot"
      [] step = "snapshot"    -> "retry_early"
      [] step = "retry_early" -> "lookup"
      [] step = "lookup"      -> "retry_late"
      [] step = "retry_late"  -> "lock"
      [] step = "lock"        -> "stale"
      [] step = "stale"       -> "map"
      [] step = "map"         -> AfterMap

-----------------------------------------------------------------------------
(* The lookup *)

NoRefIsTaken(pfn) == UNCHANGED pageVars
NoPfnIsRefused(pfn) == FALSE

(* fault->refcounted_page # NULL *)
HasRefcountedPage(v) == fault[v].pfn # NoPfn /\ ~IsPfnmap(HvaOfFault(v))

-----------------------------------------------------------------------------
(* The release *)

HoldsMmuLock(v) == v \in mmu_lock.readers

(* kvm_release_faultin_page(): unused if the fault is to be retried. *)
Unused(v) == fault[v].retry
FinishPuts(v) == HoldsRef(v)
MarksDeadPage(v) == FinishPuts(v) /\ ~Unused(v) /\ page_count(fault[v].pfn) <= 0

(* Once the page is put, nobody looks at its number again. *)
AfterFinish(v) ==
    IF HoldsMmuLock(v)
    THEN [fault[v] EXCEPT !.pc = "unlock", !.pfn = NoPfn, !.map_writable = FALSE]
    ELSE AfterRelease(v)

kvm_mmu_finish_page_fault(v) ==
    /\ fault[v].pc = "release"
    /\ IF FinishPuts(v) THEN put_page_noting(fault[v].pfn) ELSE UNCHANGED <<pageVars, freed_under>>
    /\ dead_mark' = (dead_mark \/ MarksDeadPage(v))
    /\ fault' = [fault EXCEPT ![v] = AfterFinish(v)]
    /\ UNCHANGED <<notifierVars, spte, hostVars, inv>>

AfterUnlock(v) == AfterRelease(v)

read_unlock_ends_fault(v) ==
    /\ fault[v].pc = "unlock"
    /\ mmu_lock' = ReadUnlocked(v)
    /\ fault' = [fault EXCEPT ![v] = AfterUnlock(v)]
    /\ UNCHANGED <<pageVars, spteVars, hostVars, inv,
                   mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range>>

-----------------------------------------------------------------------------
(* The SPTEs: handle_changed_spte() no longer derives a struct page. *)

NoDeadMark(gfns) == FALSE

-----------------------------------------------------------------------------
(* What must hold.  The kernel's own rule, an assertion in                 *)
(* kvm_release_faultin_page(): mmu_lock is held, or the page is unused.    *)
FaultinReleaseUnderLock ==
    \A v \in VCPUS : fault[v].pc = "release" => v \in mmu_lock.readers \/ fault[v].retry

(* What the rule is for.  A page is marked dirty at most while the host's  *)
(* entry maps it writably: whoever cleans the page (writeback) first       *)
(* write-protects that entry, and a mark that comes later would make a     *)
(* page dirty that its owner believes clean.                               *)
MarksDirty(v) ==
    /\ fault[v].pc = "release" /\ fault'[v].pc # "release"
    /\ fault[v].map_writable /\ ~fault[v].retry
DirtyMarkNeedsWritableHost ==
    [][\A v \in VCPUS : MarksDirty(v) =>
           host_pte[HvaOfFault(v)] = [pfn |-> fault[v].pfn, w |-> TRUE]]_vars

-----------------------------------------------------------------------------
(* Witnesses *)

SpecialLaterPageMapped ==
    \E g \in GFNS : spte[g].pfn # NoPfn /\ CLASS[spte[g].pfn] = "special_later"
ReleasedUnused ==
    \E v \in VCPUS : fault[v].pc = "release" /\ fault[v].retry /\ v \in mmu_lock.readers
ReleasedUnusedWithoutLock ==
    \E v \in VCPUS : fault[v].pc = "release" /\ fault[v].retry /\ v \notin mmu_lock.readers
ReleasedDirty ==
    \E v \in VCPUS : fault[v].pc = "release" /\ fault[v].map_writable /\ ~fault[v].retry
ReleasedLastReferenceUnderLock ==
    \E v \in VCPUS : /\ fault[v].pc = "release" /\ fault'[v].pc = "unlock"
                     /\ buddy' # buddy

=============================================================================
