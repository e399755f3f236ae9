--------------------------- MODULE AccessedDirty ---------------------------
(***************************************************************************)
(* When KVM sets PG_accessed and PG_dirty of the pages that the guest uses,*)
(* and whether a write of the guest is ever lost: virt/kvm/kvm_main.c,     *)
(* kvm_release_pfn_clean(), kvm_set_pfn_dirty(); arch/x86/kvm/mmu/         *)
(* tdp_mmu.c, handle_changed_spte(), age_gfn_range(); Linux 6.12, and 6.13 *)
(* with kvm_release_faultin_page().                                        *)
(*                                                                         *)
(* MARK_AT = "zap" (6.1, 6.12): the flags of an SPTE go to the struct page *)
(* when the SPTE is removed, long after the reference of the lookup was    *)
(* given back; that is legal only because a notifier's start removes the   *)
(* SPTE while the host still holds the page.                               *)
(* MARK_AT = "map" (6.13): dirty (if the host's entry is writable) and     *)
(* accessed are set when the SPTE is installed, in the same section of     *)
(* mmu_lock and with the reference of the lookup; a removal marks nothing. *)
(* That loses no write because whoever cleans a page calls the notifier    *)
(* first: a clean page has no writable SPTE.                               *)
(*                                                                         *)
(* One gfn, one hva.  BACKING says what is behind it.  The host:           *)
(*   unmap      munmap(), or a driver that takes its block back            *)
(*   reclaim    try_to_unmap(), then written out if dirty, then freed      *)
(*   clean      writeback: page_mkclean(), then the flag is cleared        *)
(*   madv_free  MADV_FREE: host entry and flag become clean, the entry     *)
(*              stays writable: GUP takes it without making it dirty       *)
(*   age        clear_young: no start and end                              *)
(*                                                                         *)
(* Simplifications.  Sections of mmu_lock are one step, start with its zap *)
(* and flush among them; they exclude each other in the kernel.  A         *)
(* writable SPTE is dirty from the start, as make_spte() has it.  Reclaim  *)
(* waits until nobody else has a reference, where the kernel puts the page *)
(* back and comes again.  A zero page is not copied on write: its models   *)
(* only read.  mmu_invalidate_seq as in Memslots.                          *)
(***************************************************************************)
EXTENDS AdPages, MmuNotifier

CONSTANTS
    BACKING,     \* "anon", "thp" (the gfn is the tail), "zero", "pfnmap" (a special page)
    OPS,         \* what the host does: some of the above
    WRITES,      \* what the guest does: {FALSE}, {TRUE} or both
    AD_BITS,     \* the hardware keeps accessed and dirty bits in SPTEs
    MARK_AT      \* "zap" or "map"

VARIABLES
    host_pte,      \* the host's entry: [pfn, w, d]
    spte,          \* the guest's: [pfn, w, a, d, refcounted]: the last is bit 59 of v7 to v11
    old_spte,      \* the same in an invalid root, not yet zapped; no guest uses it
    fault,         \* vCPU -> its page fault; ref is history while MARK_AT = "zap"
    inv,           \* host thread -> what it is doing
    others,        \* pages that other users have
    unsaved,       \* history: frames with a write of the guest that is nowhere else
    stale,         \* history: holders of a pfn whose page was freed meanwhile
    bad_mark       \* history: KVM marked a page that was freed since it was mapped

adVars == <<notifierVars, page, host_pte, spte, old_spte, fault, inv, others, unsaved, stale, bad_mark>>

NoPte == [pfn |-> NoPfn, w |-> FALSE, d |-> FALSE]
NoSpte == [pfn |-> NoPfn, w |-> FALSE, a |-> FALSE, d |-> FALSE, refcounted |-> FALSE]
InGuest == [pc |-> "guest", write |-> FALSE, pfn |-> NoPfn, w |-> FALSE, ref |-> FALSE, mmu_seq |-> -1]
InvIdle == [pc |-> "idle", op |-> "none", pfn |-> NoPfn, ref |-> FALSE]

AdInit ==
    /\ NotifierInit
    /\ page = [f \in FRAMES |->
           IF f = 1 /\ BACKING = "zero" THEN [FreePage EXCEPT !.class = "zero", !.count = 1]
           ELSE IF f = 1 /\ BACKING = "pfnmap" THEN [FreePage EXCEPT !.class = "special"]
           ELSE FreePage]
    /\ host_pte = NoPte
    /\ spte = NoSpte /\ old_spte = NoSpte
    /\ fault = [v \in VCPUS |-> InGuest]
    /\ inv = [n \in INVALIDATORS |-> InvIdle]
    /\ others = {} /\ unsaved = {} /\ stale = {} /\ bad_mark = FALSE

hostUnchanged == <<host_pte, inv, others>>
historyUnchanged == <<unsaved, stale, bad_mark>>

(* After a put: whoever still names a freed frame is stale, and what was   *)
(* written there is nobody's any more; nor is what was saved elsewhere.    *)
FreedNoted(freed, saved) ==
    /\ stale' = stale \cup {v \in VCPUS : fault[v].pfn \in freed}
                      \cup (IF spte.pfn \in freed THEN {"spte"} ELSE {})
                      \cup (IF old_spte.pfn \in freed THEN {"old_spte"} ELSE {})
    /\ unsaved' = unsaved \ (freed \cup saved)

-----------------------------------------------------------------------------
(* The vCPU                                                                *)

SptePermits(write) == spte.pfn # NoPfn /\ (write => spte.w)

(* Access through the SPTE.  Without A/D bits an aged SPTE is first        *)
(* restored by the fast page fault, which makes no other difference.       *)
guest_access(v, write) ==
    /\ fault[v].pc = "guest"
    /\ SptePermits(write)
    /\ spte' = [spte EXCEPT !.a = TRUE, !.d = @ \/ write \/ (~AD_BITS /\ spte.w)]
    /\ unsaved' = IF write THEN unsaved \cup {spte.pfn} ELSE unsaved
    /\ UNCHANGED <<notifierVars, page, old_spte, fault, hostUnchanged, stale, bad_mark>>

(* P4 *)
kvm_faultin_pfn(v, write) ==
    /\ fault[v].pc = "guest"
    /\ ~SptePermits(write)
    /\ fault' = [fault EXCEPT ![v] =
           [InGuest EXCEPT !.pc = "lookup", !.write = write, !.mmu_seq = mmu_invalidate_seq]]
    /\ stale' = stale \ {v}
    /\ UNCHANGED <<notifierVars, page, spte, old_spte, hostUnchanged, unsaved, bad_mark>>

(* P10, the get decision.  GUP counts on the head whatever KVM believes;   *)
(* the remapped path asks, and then get_page_unless_zero() looks at the    *)
(* page's own count.                                                       *)
RemappedGet(f) ==
    IF ~kvm_pfn_is_refcounted(f) THEN "none" ELSE IF page_ref_count(f) # 0 THEN "ref" ELSE "refused"

(* 6.13 does not ask at all. *)
GetResult(f) ==
    IF BACKING # "pfnmap" THEN "ref" ELSE IF MARK_AT = "map" THEN "none" ELSE RemappedGet(f)

hva_to_pfn(v) ==
    LET f == host_pte.pfn
    IN  /\ fault[v].pc = "lookup"
        /\ f # NoPfn
        /\ fault[v].write => host_pte.w
        /\ page' = IF GetResult(f) = "ref" THEN Got(page, f) ELSE page
        /\ fault' = [fault EXCEPT ![v] =
               IF GetResult(f) = "refused" THEN InGuest    \* -EFAULT
               ELSE [@ EXCEPT !.pc = "map", !.pfn = f, !.w = host_pte.w,
                              !.ref = GetResult(f) = "ref"]]
        /\ UNCHANGED <<notifierVars, spte, old_spte, hostUnchanged, historyUnchanged>>

(* The host fills its entry: handle_mm_fault(), vmf_insert_pfn().  A swap- *)
(* in for a read may give a writable entry that is not dirty.  Cleaners    *)
(* keep the page locked, which page_mkwrite() waits for.                   *)
PageLocked == \E n \in INVALIDATORS : inv[n].op = "clean" /\ inv[n].pc \in {"end", "clear_dirty"}

NewEntry(f, write) ==
    CASE BACKING = "anon" ->
             /\ page[f].class = "free"
             /\ page' = Allocated(page, f, "ram", 1)
             /\ host_pte' = [pfn |-> f, w |-> TRUE, d |-> write]
      [] BACKING = "thp" ->
             /\ f % 2 = 0 /\ page[f].class = "free" /\ page[f - 1].class = "free"
             /\ page' = Allocated(Allocated(page, f - 1, "head", 1), f, "tail", 0)
             /\ host_pte' = [pfn |-> f, w |-> TRUE, d |-> write]
      [] BACKING = "zero" ->
             /\ page[f].class = "zero"
             /\ page' = page
             /\ host_pte' = [pfn |-> f, w |-> FALSE, d |-> FALSE]
      [] BACKING = "pfnmap" ->
             /\ page[f].class \in {"special", "free"}
             /\ page[f].class = "free" => \A x \in FRAMES : page[x].class # "special"
             /\ \A n \in INVALIDATORS : inv[n].pfn # f    \* not while it is taken back
             /\ page' = Allocated(page, f, "special", 0)
             /\ host_pte' = [pfn |-> f, w |-> TRUE, d |-> FALSE]

faultin_page(v, f) ==
    /\ fault[v].pc = "lookup"
    /\ \/ host_pte.pfn = NoPfn /\ NewEntry(f, fault[v].write)
       \/ /\ host_pte.pfn = f /\ fault[v].write /\ ~host_pte.w /\ ~PageLocked
          /\ host_pte' = [host_pte EXCEPT !.w = TRUE, !.d = TRUE]
          /\ page' = page
    /\ UNCHANGED <<notifierVars, spte, old_spte, fault, inv, others, historyUnchanged>>

(* P15 to P18, under mmu_lock.  6.13 marks and puts here as well           *)
(* (kvm_mmu_finish_page_fault()); a fault that retries marks nothing.      *)
FinishesUnderLock == MARK_AT = "map"
MarkedAtMap(pages, v) == Marked(pages, fault[v].pfn, fault[v].w, TRUE)

Installed(v) ==
    [pfn |-> fault[v].pfn, w |-> fault[v].w, a |-> TRUE, d |-> fault[v].w,
     refcounted |-> fault[v].ref]

kvm_tdp_mmu_map(v) ==
    LET f == fault[v].pfn
        retry == mmu_invalidate_retry_gfn(fault[v].mmu_seq, 1)
        marks == FinishesUnderLock /\ fault[v].ref /\ ~retry
        marked == IF marks THEN MarkedAtMap(page, v) ELSE page
        freed == IF FinishesUnderLock /\ fault[v].ref THEN FreedByPut(page, f) ELSE {}
    IN  /\ fault[v].pc = "map"
        /\ spte' = IF retry THEN spte ELSE Installed(v)
        /\ page' = IF FinishesUnderLock /\ fault[v].ref THEN Put(marked, f) ELSE marked
        /\ fault' = [fault EXCEPT ![v] =
               IF FinishesUnderLock THEN InGuest ELSE [@ EXCEPT !.pc = "release", !.mmu_seq = -1]]
        /\ unsaved' = unsaved \ freed
        /\ stale' = ((IF retry THEN stale ELSE stale \ {"spte"})
                     \cup (IF ~retry /\ (v \in stale \/ f \in freed) THEN {"spte"} ELSE {})
                     \cup {x \in VCPUS : fault[x].pfn \in freed}
                     \cup (IF old_spte.pfn \in freed THEN {"old_spte"} ELSE {}))
        /\ bad_mark' = (bad_mark \/ (marks /\ v \in stale))
        /\ UNCHANGED <<notifierVars, old_spte, hostUnchanged>>

(* P19 of 6.12, after mmu_lock was dropped, for a retry as well.  The put  *)
(* decision: asked anew.                                                   *)
ReleasePuts(v) == kvm_pfn_is_refcounted(fault[v].pfn)
MarkedAtRelease(pages, v) == Marked(pages, fault[v].pfn, FALSE, TRUE)

kvm_release_pfn_clean(v) ==
    /\ fault[v].pc = "release"
    /\ LET f == fault[v].pfn
       IN  IF ReleasePuts(v)
           THEN /\ page' = Put(MarkedAtRelease(page, v), f)
                /\ FreedNoted(FreedByPut(page, f), {})
                /\ bad_mark' = (bad_mark \/ (v \in stale /\ kvm_is_ad_tracked_page(f)))
           ELSE page' = page /\ UNCHANGED historyUnchanged
    /\ fault' = [fault EXCEPT ![v] = InGuest]
    /\ UNCHANGED <<notifierVars, spte, old_spte, hostUnchanged>>

=============================================================================
