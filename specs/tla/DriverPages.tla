---------------------------- MODULE DriverPages -----------------------------
(***************************************************************************)
(* A driver whose memory the guest maps, and which frees it and puts other *)
(* memory in its place: a buffer of a GPU driver in a VM_PFNMAP area that  *)
(* moves between device memory and system memory, say.  mm/memory.c,       *)
(* unmap_mapping_range(), vmf_insert_pfn(); virt/kvm/kvm_main.c,           *)
(* hva_to_pfn_remapped(), kvm_try_get_pfn(); Linux 6.12.                   *)
(*                                                                         *)
(* The driver unmaps (start, entries cleared, end), then frees, then       *)
(* allocates anew; its fault handler waits meanwhile.  A page of device    *)
(* memory has no struct page (or a reserved one): KVM takes no reference,  *)
(* and the driver gives the memory to somebody else while a fault has its  *)
(* pfn in its hands.  Only the notifier protects that fault.  A page of    *)
(* system memory has a count of its own: KVM takes a reference, the driver *)
(* puts its own, and the page stays until the fault puts KVM's.            *)
(*                                                                         *)
(* Simplifications, and why they lose nothing.  One page.  The lookup is   *)
(* one step under the page-table lock (see Lookup).  Sections of mmu_lock  *)
(* are one step, that of a fault (P15..P18) too: its test and its cmpxchg  *)
(* exclude begin and end.  How get_page_unless_zero() refuses pages with   *)
(* count 0 is in KvmMmu (the model pfnmap); so are permissions.            *)
(***************************************************************************)
EXTENDS Pages, MmuNotifier

VARIABLES
    drv_page,     \* the frame that is the driver's buffer now
    drv_free,     \* device memory that the driver has not given to anybody
    host_pte,     \* what the host maps at the gfn's address
    spte,         \* what KVM maps at the gfn
    fault,        \* vCPU -> its page fault
    drv           \* driver thread -> what it is doing

drvVars == <<pageVars, notifierVars, drv_page, drv_free, host_pte, spte, fault, drv>>

THE_GFN == 1
InGuest == [pc |-> "guest", mmu_seq |-> NoSeq, pfn |-> NoPfn]
DrvIdle == [pc |-> "idle", begun |-> FALSE]      \* begun: between start and end

(* Whatever KVM believes of them.                                          *)
DeviceFrames == {f \in FRAMES : CLASS[f] # "ram"}

(* The buffer begins in frame 1, the first of the device's memory.         *)
DrvInit ==
    /\ PagesInit /\ NotifierInit
    /\ drv_page = 1 /\ drv_free = DeviceFrames \ {1}
    /\ host_pte = NoPfn /\ spte = NoPfn
    /\ fault = [v \in VCPUS |-> InGuest]
    /\ drv = [n \in INVALIDATORS |-> DrvIdle]

DrvTypeOK ==
    /\ PagesTypeOK /\ NotifierTypeOK
    /\ {drv_page, host_pte, spte} \subseteq FRAMES \cup {NoPfn} /\ drv_free \subseteq DeviceFrames
    /\ \A v \in VCPUS :
           /\ fault[v].pc \in {"guest", "snapshot", "lookup", "map", "release"}
           /\ fault[v].mmu_seq \in Nat \cup {NoSeq} /\ fault[v].pfn \in FRAMES \cup {NoPfn}
    /\ \A n \in INVALIDATORS : /\ drv[n].pc \in {"idle", "clear", "end", "free", "alloc"}
                               /\ drv[n].begun \in BOOLEAN

-----------------------------------------------------------------------------
(* The driver.  The buffer's lock admits one thread, or the fault handler. *)

BufferLocked == \E n \in INVALIDATORS : drv[n].pc # "idle"

DrvStepAfter(step) ==
    CASE step = "idle"  -> "clear"
      [] step = "clear" -> "end"
      [] step = "end"   -> "free"
      [] step = "free"  -> "alloc"
      [] step = "alloc" -> "idle"

Moves(n) == drv' = [drv EXCEPT ![n].pc = DrvStepAfter(drv[n].pc)]

(* unmap_mapping_range(): begin, range, zap; start has returned. *)
unmap_mapping_range(n) ==
    /\ drv[n].pc = "idle" /\ ~BufferLocked
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' = RangeAdded(THE_GFN, THE_GFN + 1)
    /\ spte' = NoPfn
    /\ drv' = [drv EXCEPT ![n].pc = DrvStepAfter("idle"), ![n].begun = TRUE]
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_lock, pageVars, drv_page, drv_free, host_pte, fault>>

zap_pte_range(n) ==
    /\ drv[n].pc = "clear"
    /\ host_pte' = NoPfn
    /\ Moves(n)
    /\ UNCHANGED <<pageVars, notifierVars, drv_page, drv_free, spte, fault>>

kvm_mmu_invalidate_end(n) ==
    /\ drv[n].pc = "end"
    /\ mmu_invalidate_seq' = NextSeq
    /\ kvm_mmu_invalidate_end_dec
    /\ drv' = [drv EXCEPT ![n].pc = DrvStepAfter("end"), ![n].begun = FALSE]
    /\ UNCHANGED <<mmu_lock, pageVars, drv_page, drv_free, host_pte, spte, fault>>

(* The driver's own reference of a page of system memory; or device memory *)
(* goes back to the driver's allocator, whoever looks at it still.         *)
driver_frees(n) ==
    /\ drv[n].pc = "free"
    /\ IF drv_page \in DeviceFrames
       THEN drv_free' = drv_free \cup {drv_page} /\ UNCHANGED pageVars
       ELSE put_page(drv_page) /\ UNCHANGED drv_free
    /\ drv_page' = NoPfn
    /\ Moves(n)
    /\ UNCHANGED <<notifierVars, host_pte, spte, fault>>

driver_allocates(n, f) ==
    /\ drv[n].pc = "alloc"
    /\ IF f \in DeviceFrames
       THEN f \in drv_free /\ drv_free' = drv_free \ {f} /\ UNCHANGED pageVars
       ELSE alloc_page(f) /\ UNCHANGED drv_free
    /\ drv_page' = f
    /\ Moves(n)
    /\ UNCHANGED <<notifierVars, host_pte, spte, fault>>

-----------------------------------------------------------------------------
(* A vCPU's page fault *)

faultUnchanged == <<pageVars, notifierVars, drv_page, drv_free, host_pte, spte, drv>>

(* P0 *)
kvm_tdp_page_fault(v) ==
    /\ fault[v].pc = "guest"
    /\ fault' = [fault EXCEPT ![v].pc = "snapshot"]
    /\ UNCHANGED faultUnchanged

(* P4 *)
kvm_faultin_pfn(v) ==
    /\ fault[v].pc = "snapshot"
    /\ fault' = [fault EXCEPT ![v].pc = "lookup", ![v].mmu_seq = mmu_invalidate_seq]
    /\ UNCHANGED faultUnchanged

(* The driver's fault handler, vmf_insert_pfn(). *)
fixup_user_fault(v) ==
    /\ fault[v].pc = "lookup" /\ host_pte = NoPfn /\ ~BufferLocked
    /\ host_pte' = drv_page
    /\ UNCHANGED <<pageVars, notifierVars, drv_page, drv_free, spte, fault, drv>>

(* P10: the pfn of the entry, with a reference if the page has any.        *)
TriesToGet(pfn) == kvm_pfn_is_refcounted(pfn)

hva_to_pfn_remapped(v) ==
    /\ fault[v].pc = "lookup" /\ host_pte # NoPfn
    /\ IF TriesToGet(host_pte)
       THEN get_page_unless_zero_succeeds(host_pte) /\ get_page_unless_zero(host_pte)
       ELSE UNCHANGED pageVars
    /\ fault' = [fault EXCEPT ![v].pc = "map", ![v].pfn = host_pte]
    /\ UNCHANGED <<notifierVars, drv_page, drv_free, host_pte, spte, drv>>

(* P15 to P18 *)
kvm_tdp_mmu_map(v) ==
    /\ fault[v].pc = "map"
    /\ spte' = IF mmu_invalidate_retry_gfn(fault[v].mmu_seq, THE_GFN) THEN spte ELSE fault[v].pfn
    /\ fault' = [fault EXCEPT ![v].pc = "release", ![v].mmu_seq = NoSeq]
    /\ UNCHANGED <<pageVars, notifierVars, drv_page, drv_free, host_pte, drv>>

(* P19: the pfn alone tells whether there is something to put. *)
kvm_release_pfn_clean(v) ==
    /\ fault[v].pc = "release"
    /\ IF kvm_pfn_is_refcounted(fault[v].pfn) THEN put_page(fault[v].pfn) ELSE UNCHANGED pageVars
    /\ fault' = [fault EXCEPT ![v] = InGuest]
    /\ UNCHANGED <<notifierVars, drv_page, drv_free, host_pte, spte, drv>>

-----------------------------------------------------------------------------

DrvNext ==
    \/ \E v \in VCPUS : kvm_tdp_page_fault(v)
    \/ \E v \in VCPUS : kvm_faultin_pfn(v)
    \/ \E v \in VCPUS : fixup_user_fault(v)
    \/ \E v \in VCPUS : hva_to_pfn_remapped(v)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E v \in VCPUS : kvm_release_pfn_clean(v)
    \/ \E n \in INVALIDATORS : unmap_mapping_range(n)
    \/ \E n \in INVALIDATORS : zap_pte_range(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_end(n)
    \/ \E n \in INVALIDATORS : driver_frees(n)
    \/ \E n \in INVALIDATORS, f \in FRAMES : driver_allocates(n, f)

DrvSpec == DrvInit /\ [][DrvNext]_drvVars

=============================================================================
