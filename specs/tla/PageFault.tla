----------------------------- MODULE PageFault -----------------------------
(***************************************************************************)
(* A vCPU's page fault, x86 TDP MMU: arch/x86/kvm/mmu/mmu.c                *)
(* kvm_tdp_mmu_page_fault(), kvm_faultin_pfn(), is_page_fault_stale();     *)
(* virt/kvm/kvm_main.c __gfn_to_pfn_memslot(), hva_to_pfn();               *)
(* arch/x86/kvm/mmu/tdp_mmu.c kvm_tdp_mmu_map().  Linux 6.12.              *)
(*                                                                         *)
(* The steps in program order (P0..P19 of the step table):                 *)
(*                                                                         *)
(*   P0   kvm_tdp_page_fault         the memslot is looked up              *)
(*   P4   kvm_faultin_pfn            snapshot of mmu_invalidate_seq        *)
(*   P9   mmu_invalidate_retry_early lockless retry test, nothing held     *)
(*   P10  hva_to_pfn (faultin_page)  lookup: a page with a reference       *)
(*   P14  mmu_invalidate_retry_late  lockless retry test, page held        *)
(*   P15  read_lock_mmu_lock                                               *)
(*   P16  is_page_fault_stale        the retry test that counts            *)
(*   P18  kvm_tdp_mmu_map            install the SPTE                      *)
(*   P19  read_unlock_mmu_lock, then kvm_release_pfn_clean                 *)
(*                                                                         *)
(* P16..P18 run with mmu_lock held for read: no invalidation begins or     *)
(* ends meanwhile, another vCPU may be there too.                          *)
(*                                                                         *)
(* Simplifications.  The lookup is one step (its inner steps are the spec  *)
(* Lookup): the entry is read and the reference taken under the page-table *)
(* lock, or by the lockless walk that re-reads the entry after taking it.  *)
(* Memory is sequentially consistent: barriers are not modelled here.  The *)
(* memslot never changes.  No MMIO, no prefetch, no fast page fault, no    *)
(* huge SPTEs, no async page fault: 4K mappings of one slot.               *)
(***************************************************************************)
EXTENDS Invalidation

CONSTANTS
    WRITES        \* whether guest accesses are writes: {TRUE}, {FALSE} or both

(* fault[v]: struct kvm_page_fault, and where in the code the vCPU is.     *)
(* pc: the step it takes next ("guest": it runs guest code; "reenter": a   *)
(* fault ended in RET_PF_RETRY and the guest will do the access again).    *)
InGuest == [pc |-> "guest", gfn |-> 0, write |-> FALSE, mmu_seq |-> NoSeq,
            pfn |-> NoPfn, map_writable |-> FALSE, retry |-> FALSE]

FaultInit == fault = [v \in VCPUS |-> InGuest]

FaultTypeOK ==
    \A v \in VCPUS :
        /\ fault[v].pc \in {"guest", "snapshot", "retry_early", "lookup", "retry_late",
                            "lock", "stale", "map", "unlock", "release", "reenter"}
        /\ fault[v].gfn \in GFNS \cup {0}
        /\ fault[v].write \in BOOLEAN
        /\ fault[v].mmu_seq \in Nat \cup {NoSeq}
        /\ fault[v].pfn \in FRAMES \cup {NoPfn}
        /\ fault[v].map_writable \in BOOLEAN
        /\ fault[v].retry \in BOOLEAN

HvaOfFault(v) == gfn_to_hva(fault[v].gfn)

(* The order of the steps.  A function of its own, so that a patch that    *)
(* moves a step is one changed line.                                       *)
FaultStepAfter(step) ==
    CASE step = "fault"       -> "snapshot"
      [] step = "snapshot"    -> "retry_early"
      [] step = "retry_early" -> "lookup"
      [] step = "lookup"      -> "retry_late"
      [] step = "retry_late"  -> "lock"
      [] step = "lock"        -> "stale"
      [] step = "stale"       -> "map"
      [] step = "map"         -> "unlock"

(* Leaving without a mapping: give the page back first, if there is one.   *)
Retry(v) ==
    IF fault[v].pfn = NoPfn
    THEN [fault[v] EXCEPT !.pc = "reenter", !.mmu_seq = NoSeq]
    ELSE [fault[v] EXCEPT !.pc = "release", !.retry = TRUE, !.mmu_seq = NoSeq]

(* Whether the fault's page is one that KVM took a reference to. *)
HoldsRef(v) == fault[v].pfn # NoPfn /\ kvm_pfn_is_refcounted(fault[v].pfn)

FaultRefs(f) == Cardinality({v \in VCPUS : HoldsRef(v) /\ page_head[fault[v].pfn] = f})

faultUnchanged == <<pageVars, notifierVars, spteVars, hostVars, inv>>

-----------------------------------------------------------------------------
(* P0.  An EPT violation; kvm_vcpu_gfn_to_memslot() on the way into        *)
(* kvm_tdp_page_fault().  The SPTE may be there *)
(* by now: another vCPU may have installed it since the guest's access.    *)
kvm_tdp_page_fault(v, g, write) ==
    /\ fault[v].pc = "guest"
    /\ fault' = [fault EXCEPT ![v] = [InGuest EXCEPT !.pc = FaultStepAfter("fault"),
                                                     !.gfn = g, !.write = write]]
    /\ UNCHANGED faultUnchanged

(* The guest runs again after RET_PF_RETRY and repeats the access: it      *)
(* succeeds if the SPTE is there by now, else it faults again.             *)
vcpu_enter_guest(v) ==
    LET f == fault[v]
    IN  /\ f.pc = "reenter"
        /\ fault' = [fault EXCEPT ![v] =
               IF SptePermits(f.gfn, f.write)
               THEN InGuest
               ELSE [InGuest EXCEPT !.pc = FaultStepAfter("fault"), !.gfn = f.gfn, !.write = f.write]]
        /\ UNCHANGED faultUnchanged

(* P4.  kvm_faultin_pfn(): mmu_seq = mmu_invalidate_seq; smp_rmb(). *)
kvm_faultin_pfn(v) ==
    /\ fault[v].pc = "snapshot"
    /\ fault' = [fault EXCEPT ![v].mmu_seq = mmu_invalidate_seq,
                              ![v].pc = FaultStepAfter("snapshot")]
    /\ UNCHANGED faultUnchanged

(* P9 and P14.  A "retry" here saves work; it is no proof of anything. *)
LocklessRetryTest(v, step) ==
    /\ fault' = [fault EXCEPT ![v] =
           IF mmu_invalidate_retry_gfn_unsafe(fault[v].mmu_seq, fault[v].gfn)
           THEN Retry(v)
           ELSE [fault[v] EXCEPT !.pc = FaultStepAfter(step)]]
    /\ UNCHANGED faultUnchanged

mmu_invalidate_retry_early(v) ==
    /\ fault[v].pc = "retry_early"
    /\ LocklessRetryTest(v, "retry_early")

mmu_invalidate_retry_late(v) ==
    /\ fault[v].pc = "retry_late"
    /\ LocklessRetryTest(v, "retry_late")

-----------------------------------------------------------------------------
(* P10, the lookup *)

LookupDone(v, pfn, writable) ==
    fault' = [fault EXCEPT ![v].pfn = pfn, ![v].map_writable = writable,
                           ![v].pc = FaultStepAfter("lookup")]

(* P13.  An error result: the fault goes to user space as -EFAULT, or is   *)
(* emulated.  It is not re-validated.  The vCPU may come back.             *)
LookupFails(v) == fault' = [fault EXCEPT ![v] = InGuest]

LookingUp(v) == fault[v].pc = "lookup"

(* hva_to_pfn_fast(), or hva_to_pfn_slow() once the entry serves: a        *)
(* reference on the folio.  A read gets map_writable if the entry is.      *)
hva_to_pfn(v) ==
    LET pte == host_pte[HvaOfFault(v)]
    IN  /\ LookingUp(v)
        /\ ~IsPfnmap(HvaOfFault(v))
        /\ pte_present(HvaOfFault(v))
        /\ fault[v].write => pte.w
        /\ get_page(pte.pfn)
        /\ LookupDone(v, pte.pfn, pte.w)
        /\ UNCHANGED <<notifierVars, spteVars, hostVars, inv>>

(* hva_to_pfn_remapped(): VM_PFNMAP, which GUP refuses.  Under the         *)
(* page-table lock: the entry's own W bit decides, and if KVM believes the *)
(* page refcounted it is taken unless its own count is zero.               *)
RemappedPfnIsTaken(pfn) ==
    IF kvm_pfn_is_refcounted(pfn) THEN get_page_unless_zero(pfn) ELSE UNCHANGED pageVars

RemappedPfnRefused(pfn) == kvm_pfn_is_refcounted(pfn) /\ ~get_page_unless_zero_succeeds(pfn)

RemappedWritable(pte) == pte.w

hva_to_pfn_remapped(v) ==
    LET pte == host_pte[HvaOfFault(v)]
    IN  /\ LookingUp(v)
        /\ IsPfnmap(HvaOfFault(v))
        /\ pte_present(HvaOfFault(v))
        /\ IF (fault[v].write /\ ~RemappedWritable(pte)) \/ RemappedPfnRefused(pte.pfn)
           THEN LookupFails(v) /\ UNCHANGED pageVars
           ELSE /\ RemappedPfnIsTaken(pte.pfn)
                /\ LookupDone(v, pte.pfn, RemappedWritable(pte))
        /\ UNCHANGED <<notifierVars, spteVars, hostVars, inv>>

(* faultin_page() of GUP, fixup_user_fault() of the remapped path: the     *)
(* entry does not serve yet, handle_mm_fault() fills it with frame f.      *)
faultin_page(v, f) ==
    /\ LookingUp(v)
    /\ fault[v].write => VmaAllowsWrite(HvaOfFault(v))
    /\ ~pte_present(HvaOfFault(v)) \/ (fault[v].write /\ ~host_pte[HvaOfFault(v)].w)
    /\ HandleMmFault(HvaOfFault(v), f, fault[v].write)
    /\ UNCHANGED <<notifierVars, inv, fault>>

(* check_vma_flags(): a write to an area that does not allow it: ERR_FAULT.*)
check_vma_flags(v) ==
    /\ LookingUp(v)
    /\ ~IsPfnmap(HvaOfFault(v))
    /\ fault[v].write /\ ~VmaAllowsWrite(HvaOfFault(v))
    /\ LookupFails(v)
    /\ UNCHANGED faultUnchanged

-----------------------------------------------------------------------------
(* P15. *)
read_lock_mmu_lock(v) ==
    /\ fault[v].pc = "lock"
    /\ read_trylock(v)
    /\ mmu_lock' = ReadLocked(v)
    /\ fault' = [fault EXCEPT ![v].pc = FaultStepAfter("lock")]
    /\ UNCHANGED <<pageVars, spteVars, hostVars, inv,
                   mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range>>

(* P16. *)
is_page_fault_stale(v) ==
    /\ fault[v].pc = "stale"
    /\ fault' = [fault EXCEPT
           ![v].retry = mmu_invalidate_retry_gfn(fault[v].mmu_seq, fault[v].gfn),
           ![v].mmu_seq = NoSeq,     \* not looked at again
           ![v].pc = IF mmu_invalidate_retry_gfn(fault[v].mmu_seq, fault[v].gfn)
                     THEN FaultStepAfter("map") ELSE FaultStepAfter("stale")]
    /\ UNCHANGED faultUnchanged

(* P18.  The SPTE is writable if the lookup said so; RET_PF_FIXED, or      *)
(* RET_PF_SPURIOUS if it was there already.                                *)
kvm_tdp_mmu_map(v) ==
    /\ fault[v].pc = "map"
    /\ set_spte(fault[v].gfn, fault[v].pfn, fault[v].map_writable)
    /\ fault' = [fault EXCEPT ![v].pc = FaultStepAfter("map")]
    /\ UNCHANGED <<pageVars, notifierVars, hostVars, inv>>

(* P19. *)
read_unlock_mmu_lock(v) ==
    /\ fault[v].pc = "unlock"
    /\ mmu_lock' = ReadUnlocked(v)
    /\ fault' = [fault EXCEPT ![v].pc = "release"]
    /\ UNCHANGED <<pageVars, spteVars, hostVars, inv,
                   mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range>>

(* What the vCPU does once the page is given back. *)
AfterRelease(v) ==
    IF fault[v].retry
    THEN [InGuest EXCEPT !.pc = "reenter", !.gfn = fault[v].gfn, !.write = fault[v].write]
    ELSE InGuest

(* P19.  kvm_release_pfn_clean(): mark accessed, put; not for pages that   *)
(* KVM does not believe refcounted.  The marking comes first.              *)
ReleaseMarksDeadPage(v) ==
    /\ HoldsRef(v)
    /\ page_count(fault[v].pfn) <= 0

ReleasePuts(v) == put_page_noting(fault[v].pfn)

kvm_release_pfn_clean(v) ==
    /\ fault[v].pc = "release"
    /\ IF HoldsRef(v) THEN ReleasePuts(v) ELSE UNCHANGED <<pageVars, freed_under>>
    /\ dead_mark' = (dead_mark \/ ReleaseMarksDeadPage(v))
    /\ fault' = [fault EXCEPT ![v] = AfterRelease(v)]
    /\ UNCHANGED <<notifierVars, spte, hostVars, inv>>

=============================================================================
