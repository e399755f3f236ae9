------------------------------ MODULE TdpSptes ------------------------------
(***************************************************************************)
(* The entries that a vCPU's hardware walks, one by one, with the bits     *)
(* that somebody may change without mmu_lock: arch/x86/kvm/mmu/spte.h,     *)
(* spte.c, tdp_iter.h, tdp_mmu.c (handle_changed_spte(), the list of       *)
(* roots); Linux 6.12.                                                     *)
(*                                                                         *)
(* KvmMmu asks which page an SPTE maps, takes the cmpxchg for one step and *)
(* has one root.  Here reading an SPTE and writing it are two steps, the   *)
(* TLBs of the vCPUs are separate from it, and there may be two roots.     *)
(* What KvmMmu has is not repeated: references, page classes, the lockless *)
(* retry tests.                                                            *)
(*                                                                         *)
(* A pfn is "page", what the host maps at that gfn, or "old", a page that  *)
(* the host has taken away from it: when the host takes its page away,     *)
(* every pfn that was looked up before becomes "old".  No step asks which  *)
(* of two old pages it has; that the two differ could matter only to an    *)
(* SPTE that replaces another, and there a fault with an old page is       *)
(* already one too many.                                                   *)
(*                                                                         *)
(* One level of entries.  Only the leaf level has volatile bits; an upper  *)
(* level matters where a page table is removed (module TdpMmu).            *)
(***************************************************************************)
EXTENDS MmuNotifier, FiniteSets, Sequences

CONSTANTS
    ROOTS,       \* the pages that may serve as a root
    AD_BITS,     \* kvm_ad_enabled(): the hardware sets accessed and dirty bits
    SLOT_OPS     \* what user space asks for (module TdpMmu)

VARIABLES
    sptes,            \* root -> gfn -> SPTE
    tdp_mmu_roots,    \* the list of roots, the newest first
    invalid_roots,    \* those with role.invalid
    scheduled_roots,  \* those with tdp_mmu_scheduled_root_to_zap
    vcpu_root,        \* vCPU -> mmu->root, 0: none
    free_obsolete,    \* the vCPUs with KVM_REQ_MMU_FREE_OBSOLETE_ROOTS
    tlb,              \* vCPU -> gfn -> what it has cached
    host,             \* gfn -> the host's entry: "none", "ro" or "rw"
    dirty_bitmap,     \* the gfns in the memslot's dirty bitmap
    page,             \* gfn -> [written, dirty]: by the guest (history); PG_dirty
    uncopied,         \* history: gfns written since user space copied them last
    marked_old,       \* history: a page was marked after the host had taken it away
    fault,            \* vCPU -> its page fault (module TdpFault)
    iter,             \* walk -> its tdp_iter (module TdpZap)
    inv,              \* invalidator -> what it is doing (module TdpZap)
    slots             \* the thread that holds slots_lock (module TdpMmu)

rootVars == <<tdp_mmu_roots, invalid_roots, scheduled_roots, vcpu_root, free_obsolete>>
markVars == <<page, marked_old>>
logVars == <<dirty_bitmap, uncopied>>
walkVars == <<iter, inv, slots>>

None == [st |-> "none", pfn |-> "none", w |-> FALSE, mmuw |-> FALSE, a |-> FALSE, d |-> FALSE]
Frozen == [None EXCEPT !.st = "frozen"]
NoTlb == [pfn |-> "none", w |-> FALSE]
CleanPage == [written |-> FALSE, dirty |-> FALSE]

SpteInit ==
    /\ NotifierInit
    /\ sptes = [r \in ROOTS |-> [g \in GFNS |-> None]]
    /\ tdp_mmu_roots = <<1>>
    /\ invalid_roots = {} /\ scheduled_roots = {}
    /\ vcpu_root = [v \in VCPUS |-> 1]
    /\ free_obsolete = {}
    /\ tlb = [v \in VCPUS |-> [g \in GFNS |-> NoTlb]]
    /\ host = [g \in GFNS |-> "none"]
    /\ dirty_bitmap = {} /\ uncopied = {}
    /\ page = [g \in GFNS |-> CleanPage]
    /\ marked_old = FALSE

-----------------------------------------------------------------------------
(* An SPTE.  w: PT_WRITABLE_MASK; mmuw: MMU-writable, KVM lets it be made  *)
(* writable without mmu_lock; a: accessed, or without A/D bits "not access *)
(* tracked"; d: the dirty bit, which exists with A/D bits only.  The pfn   *)
(* "page" with host-writable is what mmuw says: nothing else clears it in  *)
(* this spec (write tracking does in the kernel).                          *)

is_shadow_present_pte(s) == s.st = "present"
is_frozen_spte(s) == s.st = "frozen"
HardwareReads(s) == is_shadow_present_pte(s) /\ (AD_BITS \/ s.a)
is_writable_pte(s) == s.w
is_accessed_spte(s) == is_shadow_present_pte(s) /\ s.a
is_dirty_spte(s) == IF AD_BITS THEN s.d ELSE s.w
is_access_allowed(write, s) == HardwareReads(s) /\ (write => is_writable_pte(s))

mark_spte_for_access_track(s) ==
    IF AD_BITS THEN [s EXCEPT !.a = FALSE] ELSE [s EXCEPT !.a = FALSE, !.w = FALSE]

(* A writable SPTE is dirty from the start, unless it replaces a writable  *)
(* one: then the old one's dirty state goes to the page.                   *)
make_spte(old, pfn, writable, prefetch) ==
    LET s == [st |-> "present", pfn |-> pfn, w |-> writable, mmuw |-> writable, a |-> ~prefetch,
              d |-> AD_BITS /\ writable /\ ~is_writable_pte(old)]
    IN  IF prefetch THEN mark_spte_for_access_track(s) ELSE s

(* mark_page_dirty_in_slot(), where the memslot has a dirty bitmap.        *)
kvm_slot_dirty_track_enabled == "get_dirty_log" \in SLOT_OPS
Logged(gfns, g) == IF kvm_slot_dirty_track_enabled THEN gfns \cup {g} ELSE gfns

(* Bits that may be set without mmu_lock, by the fast page fault or by the *)
(* hardware.                                                               *)
spte_has_volatile_bits(s) ==
    \/ ~s.w /\ s.mmuw
    \/ ~AD_BITS /\ ~s.a
    \/ AD_BITS /\ (~s.a \/ (s.w /\ ~s.d))

(* kvm_tdp_mmu_write_spte(): with mmu_lock held for write, an xchg where   *)
(* bits are volatile, else a plain write.  It returns what it replaced, or *)
(* what the caller has read before.                                        *)
kvm_tdp_mmu_write_spte(r, g, old) ==
    IF is_shadow_present_pte(old) /\ spte_has_volatile_bits(old) THEN sptes[r][g] ELSE old

(* try_cmpxchg64() *)
CmpxchgSucceeds(r, g, old) == sptes[r][g] = old

SetSpte(r, g, new) == sptes' = [sptes EXCEPT ![r][g] = new]

(* handle_changed_spte(): what the old SPTE knew goes to the page.         *)
MarksDirty(old, new) ==
    /\ is_shadow_present_pte(old) /\ is_dirty_spte(old)
    /\ ~is_shadow_present_pte(new) \/ ~is_dirty_spte(new) \/ old.pfn # new.pfn
MarksAccessed(old, new) ==
    is_accessed_spte(old) /\ (~is_accessed_spte(new) \/ old.pfn # new.pfn)
MarkPage(g, pfn, dirty, accessed) ==
    /\ page' = IF dirty /\ pfn = "page" THEN [page EXCEPT ![g].dirty = TRUE] ELSE page
    /\ marked_old' = (marked_old \/ ((dirty \/ accessed) /\ pfn = "old"))
handle_changed_spte(g, old, new) ==
    MarkPage(g, old.pfn, MarksDirty(old, new), MarksAccessed(old, new))

-----------------------------------------------------------------------------
(* The list of roots.  A root is on it while somebody holds a reference:   *)
(* the TDP MMU itself from its creation until it is invalid and has been   *)
(* zapped, a vCPU that runs on it, a walk that is at it.                   *)

Listed(r) == \E i \in DOMAIN tdp_mmu_roots : tdp_mmu_roots[i] = r

(* The first wanted root, and the first wanted one after r; 0 at the end.  *)
(* After a root that has been freed comes nothing that the kernel promises *)
(* (the walk reads freed memory); here, the end: TdpWalkedRootIsAlive is   *)
(* violated before anybody asks.                                           *)
FirstWanted(roots, wanted) ==
    LET Wanted(r) == r \in wanted
        left == SelectSeq(roots, Wanted)
    IN  IF left = <<>> THEN 0 ELSE left[1]
FirstRoot(wanted) == FirstWanted(tdp_mmu_roots, wanted)
RootAfter(r, wanted) ==
    IF ~Listed(r) THEN 0
    ELSE LET at == CHOOSE i \in DOMAIN tdp_mmu_roots : tdp_mmu_roots[i] = r
         IN  FirstWanted(SubSeq(tdp_mmu_roots, at + 1, Len(tdp_mmu_roots)), wanted)
ValidRoots == ROOTS \ invalid_roots

(* kvm_tdp_mmu_put_root(): holders are the roots to which somebody holds a *)
(* reference after this step; the others are freed.                        *)
PutRoots(holders) ==
    LET Kept(r) == r \in holders
    IN  /\ tdp_mmu_roots' = SelectSeq(tdp_mmu_roots, Kept)
        /\ invalid_roots' = invalid_roots \cap holders

-----------------------------------------------------------------------------
(* TLBs.  A vCPU that has been asked to free obsolete roots is out of the  *)
(* guest (the request waits for that) and uses none of its entries again:  *)
(* loading a root flushes.                                                 *)

FlushTlbs == tlb' = [v \in VCPUS |-> [g \in GFNS |-> NoTlb]]
FlushTlbsIf(flush) == IF flush THEN FlushTlbs ELSE UNCHANGED tlb
InUse(v) == vcpu_root[v] # 0 /\ v \notin free_obsolete

=============================================================================
