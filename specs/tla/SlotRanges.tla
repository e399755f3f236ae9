----------------------------- MODULE SlotRanges -----------------------------
(***************************************************************************)
(* One invalidation meets several memslots: virt/kvm/kvm_main.c,           *)
(* __kvm_handle_hva_range(), kvm_mmu_notifier_invalidate_range_start(),    *)
(* _end(), kvm_mmu_unmap_gfn_range(); arch/x86/kvm/mmu/tdp_mmu.c,          *)
(* tdp_mmu_zap_leafs(); Linux 6.12.                                        *)
(*                                                                         *)
(* Two slots may map the same hva at different gfns (aliases), or at one   *)
(* gfn in two address spaces (SMM); some hvas lie behind no slot.  Start   *)
(* walks the slots that meet its hva range:                                *)
(*   kvm_mmu_invalidate_begin      first slot: take mmu_lock; in_progress++*)
(*   kvm_mmu_invalidate_range_add  each slot: its gfns join the range,     *)
(*   kvm_unmap_gfn_range           and its SPTEs go                        *)
(*     tdp_mmu_iter_cond_resched   or some of them; then it drops mmu_lock *)
(*     tdp_mmu_iter_resumes        and goes on, if start may block         *)
(* and drops mmu_lock after the last.  The range is in gfns and grows slot *)
(* by slot: while start has dropped mmu_lock, a fault on an alias, or any  *)
(* page of the range, whose slot comes later is not held back.  What it    *)
(* installs goes when the walk comes there, before start returns.  (6.1:   *)
(* module SlotRangesLinux61.)                                              *)
(*                                                                         *)
(* Simplifications, and why they lose nothing.  The memslots do not change *)
(* (module Memslots: they cannot, while an invalidation runs).  A page is  *)
(* "current" as long as the host's entry is what it was when it was looked *)
(* up, "stale" afterwards, even if the same page came back: the worst case.*)
(* All entries of a range are cleared in one step: no property and no      *)
(* guard relates two entries to each other.  P15..P19 of a fault are one   *)
(* step: they exclude begin, walk and end, and another fault's cmpxchg     *)
(* touches another SPTE or the same with the same page.  The two stores of *)
(* end are one step (KvmMmu has them apart).  Faults beyond all slots are  *)
(* MMIO and ask nobody.  References, permissions: see KvmMmu.              *)
(***************************************************************************)
EXTENDS MmuNotifier, Sequences, FiniteSets

CONSTANTS
    HVAS,        \* host virtual addresses in pages, 1..n
    SLOTS,       \* <<address space, first gfn, first hva, pages>>, in the order of the walk:
                 \* by address space, then by hva (the interval tree)
    MAY_BLOCK    \* which kinds of start there are: mmu_notifier_range_blockable()

ASSUME MayBlockIsASet == MAY_BLOCK \subseteq BOOLEAN

VARIABLES
    spte,        \* page of the guest -> "none", "current" or "stale"
    fault,       \* vCPU -> its page fault
    inv          \* invalidator -> what it is doing

rngVars == <<notifierVars, spte, fault, inv>>

SlotIndices == 1..Len(SLOTS)
SlotAs(i) == SLOTS[i][1]
SlotGfn(i) == SLOTS[i][2]
SlotHva(i) == SLOTS[i][3]
SlotPages(i) == SLOTS[i][4]

(* A page of the guest is <<address space, gfn>>. *)
ADDRESS_SPACES == {SlotAs(i) : i \in SlotIndices}
PagesOfSlot(i) == {<<SlotAs(i), g>> : g \in SlotGfn(i)..(SlotGfn(i) + SlotPages(i) - 1)}
PAGES == UNION {PagesOfSlot(i) : i \in SlotIndices}
SlotOfPage(p) == CHOOSE i \in SlotIndices : p \in PagesOfSlot(i)
PageHva(p) == SlotHva(SlotOfPage(p)) + (p[2] - SlotGfn(SlotOfPage(p)))

ASSUME SlotsDoNotOverlap ==
    /\ \A i, j \in SlotIndices : i # j => PagesOfSlot(i) \cap PagesOfSlot(j) = {}
    /\ \A p \in PAGES : p[2] \in GFNS /\ PageHva(p) \in HVAS
    /\ \A i, j \in SlotIndices :
           i < j => SlotAs(i) < SlotAs(j) \/ (SlotAs(i) = SlotAs(j) /\ SlotHva(i) <= SlotHva(j))

NoPage == <<0, 0>>
InGuest == [pc |-> "guest", page |-> NoPage, mmu_seq |-> NoSeq, pfn |-> "none"]
InvIdle == [pc |-> "idle", start |-> 0, end |-> 0, slot |-> 0, next |-> 0, may_block |-> FALSE]

RngInit ==
    /\ NotifierInit
    /\ spte = [p \in PAGES |-> "none"]
    /\ fault = [v \in VCPUS |-> InGuest]
    /\ inv = [n \in INVALIDATORS |-> InvIdle]

RngTypeOK ==
    /\ NotifierTypeOK
    /\ \A p \in PAGES : spte[p] \in {"none", "current", "stale"}
    /\ \A v \in VCPUS :
           /\ fault[v].pc \in {"guest", "early", "lookup", "late", "map"}
           /\ fault[v].page \in PAGES \cup {NoPage} /\ fault[v].mmu_seq \in Int
           /\ fault[v].pfn \in {"none", "current", "stale"}
    /\ \A n \in INVALIDATORS :
           /\ inv[n].pc \in {"idle", "begin", "range_add", "unmap", "unmap_yielded",
                             "modify", "end"}
           /\ inv[n].slot \in SlotIndices \cup {0} /\ inv[n].may_block \in BOOLEAN

-----------------------------------------------------------------------------
(* A vCPU's page fault *)

RngFaultStepAfter(step) ==
    CASE step = "snapshot" -> "early"
      [] step = "early"    -> "lookup"
      [] step = "lookup"   -> "late"
      [] step = "late"     -> "map"

(* P0 the slot, P4 the snapshot: nothing happens to slots in between. *)
kvm_faultin_pfn(v, as, g) ==
    /\ fault[v].pc = "guest"
    /\ <<as, g>> \in PAGES
    /\ spte[<<as, g>>] = "none"
    /\ fault' = [fault EXCEPT ![v] = [pc |-> RngFaultStepAfter("snapshot"), page |-> <<as, g>>,
                                      mmu_seq |-> mmu_invalidate_seq, pfn |-> "none"]]
    /\ UNCHANGED <<notifierVars, spte, inv>>

(* P9 and P14, without mmu_lock. *)
TestedLockless(v, step) ==
    [fault EXCEPT ![v] = IF mmu_invalidate_retry_gfn_unsafe(@.mmu_seq, @.page[2])
                         THEN InGuest ELSE [@ EXCEPT !.pc = RngFaultStepAfter(step)]]

mmu_invalidate_retry_early(v) ==
    /\ fault[v].pc = "early"
    /\ fault' = TestedLockless(v, "early")
    /\ UNCHANGED <<notifierVars, spte, inv>>

mmu_invalidate_retry_late(v) ==
    /\ fault[v].pc = "late"
    /\ fault' = TestedLockless(v, "late")
    /\ UNCHANGED <<notifierVars, spte, inv>>

(* P10.  An empty host entry is filled on the way. *)
hva_to_pfn(v) ==
    /\ fault[v].pc = "lookup"
    /\ fault' = [fault EXCEPT ![v].pc = RngFaultStepAfter("lookup"), ![v].pfn = "current"]
    /\ UNCHANGED <<notifierVars, spte, inv>>

(* The test that counts (P16), under mmu_lock. *)
RngRetry(v) == mmu_invalidate_retry_gfn(fault[v].mmu_seq, fault[v].page[2])

(* P15..P19 *)
kvm_tdp_mmu_map(v) ==
    /\ fault[v].pc = "map"
    /\ mmu_lock.writer = {}
    /\ spte' = IF RngRetry(v) THEN spte ELSE [spte EXCEPT ![fault[v].page] = fault[v].pfn]
    /\ fault' = [fault EXCEPT ![v] = InGuest]
    /\ UNCHANGED <<notifierVars, inv>>

-----------------------------------------------------------------------------
(* mmu_notifier_invalidate_range_start() *)

SlotMeets(i, start, end) == SlotHva(i) < end /\ start < SlotHva(i) + SlotPages(i)

(* The slots that the walk has not come to yet. *)
SlotsAhead(n) == {i \in SlotIndices : i > inv[n].slot /\ SlotMeets(i, inv[n].start, inv[n].end)}
NextSlot(slots) == CHOOSE i \in slots : \A j \in slots : i <= j

(* The gfns of the slot at hand that lie behind the hva range.             *)
GfnStart(n) ==
    LET i == inv[n].slot
    IN  SlotGfn(i) + (IF inv[n].start > SlotHva(i) THEN inv[n].start - SlotHva(i) ELSE 0)
GfnEnd(n) ==
    LET i == inv[n].slot
    IN  SlotGfn(i) + Min2(inv[n].end - SlotHva(i), SlotPages(i))

(* Without a slot nothing is locked and nothing counted. *)
kvm_mmu_notifier_invalidate_range_start(n, first, last, may_block) ==
    /\ inv[n].pc = "idle"
    /\ first <= last
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT
           !.start = first, !.end = last + 1, !.may_block = may_block,
           !.pc = IF \E i \in SlotIndices : SlotMeets(i, first, last + 1)
                  THEN "begin" ELSE "modify"]]
    /\ UNCHANGED <<notifierVars, spte, fault>>

(* S3a: on_lock(), once an invalidation. *)
RngBegin(n) == kvm_mmu_invalidate_begin

kvm_mmu_invalidate_range_start(n) ==
    /\ inv[n].pc = "begin"
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ RngBegin(n)
    /\ inv' = [inv EXCEPT ![n].pc = "range_add", ![n].slot = NextSlot(SlotsAhead(n))]
    /\ UNCHANGED <<spte, fault>>

(* S3b, kvm_mmu_unmap_gfn_range(): first half. *)
RngAdded(n) == RangeAdded(GfnStart(n), GfnEnd(n))

kvm_mmu_invalidate_range_add(n) ==
    /\ inv[n].pc = "range_add"
    /\ mmu_invalidate_range' = RngAdded(n)
    /\ inv' = [inv EXCEPT ![n].pc = "unmap", ![n].next = GfnStart(n)]
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_lock, spte, fault>>

(* Second half.  next is the first gfn that the walk has not looked at.    *)
PagesFrom(n, g) == {<<SlotAs(inv[n].slot), x>> : x \in g..(GfnEnd(n) - 1)}
ZappedSptes(pages) == [p \in PAGES |-> IF p \in pages THEN "none" ELSE spte[p]]

(* The rest of this slot.  After the last one: flush, unlock (S3c). *)
AfterSlot(n) ==
    IF SlotsAhead(n) = {}
    THEN [inv[n] EXCEPT !.pc = "modify", !.slot = 0, !.next = 0, !.may_block = FALSE]
    ELSE [inv[n] EXCEPT !.pc = "range_add", !.slot = NextSlot(SlotsAhead(n)), !.next = 0]

kvm_unmap_gfn_range(n) ==
    /\ inv[n].pc = "unmap"
    /\ spte' = ZappedSptes(PagesFrom(n, inv[n].next))
    /\ inv' = [inv EXCEPT ![n] = AfterSlot(n)]
    /\ mmu_lock' = IF AfterSlot(n).pc = "modify" THEN Unlocked ELSE mmu_lock
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range, fault>>

(* Zap up to gfn g, flush, drop mmu_lock: only after progress, and only if *)
(* the caller may sleep.                                                   *)
MayYield(n) == inv[n].may_block

tdp_mmu_iter_cond_resched(n, g) ==
    /\ inv[n].pc = "unmap"
    /\ MayYield(n)
    /\ inv[n].next < g /\ g < GfnEnd(n)
    /\ spte' = ZappedSptes(PagesFrom(n, inv[n].next) \ PagesFrom(n, g))
    /\ inv' = [inv EXCEPT ![n].pc = "unmap_yielded", ![n].next = g]
    /\ mmu_lock' = Unlocked
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range, fault>>

tdp_mmu_iter_resumes(n) ==
    /\ inv[n].pc = "unmap_yielded"
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ inv' = [inv EXCEPT ![n].pc = "unmap"]
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range,
                   spte, fault>>

-----------------------------------------------------------------------------
(* The primary MMU, and mmu_notifier_invalidate_range_end() *)

HvaOf(n, p) == inv[n].start <= PageHva(p) /\ PageHva(p) < inv[n].end

(* The host's entries of the range are cleared. *)
zap_pte_range(n) ==
    /\ inv[n].pc = "modify"
    /\ spte' = [p \in PAGES |-> IF HvaOf(n, p) /\ spte[p] # "none" THEN "stale" ELSE spte[p]]
    /\ fault' = [v \in VCPUS |->
           IF fault[v].pfn = "current" /\ HvaOf(n, fault[v].page)
           THEN [fault[v] EXCEPT !.pfn = "stale"] ELSE fault[v]]
    /\ inv' = [inv EXCEPT ![n].pc = "end"]
    /\ UNCHANGED notifierVars

(* E1; without a slot nothing again. *)
MeetsSlot(n) == \E i \in SlotIndices : SlotMeets(i, inv[n].start, inv[n].end)
RngEnd(n) == kvm_mmu_invalidate_end_dec

kvm_mmu_notifier_invalidate_range_end(n) ==
    /\ inv[n].pc = "end"
    /\ IF MeetsSlot(n)
       THEN /\ write_trylock(n)
            /\ mmu_invalidate_seq' = NextSeq
            /\ RngEnd(n)
            /\ UNCHANGED mmu_lock
       ELSE UNCHANGED notifierVars
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<spte, fault>>

-----------------------------------------------------------------------------

RngNext ==
    \/ \E v \in VCPUS, as \in ADDRESS_SPACES, g \in GFNS : kvm_faultin_pfn(v, as, g)
    \/ \E v \in VCPUS : mmu_invalidate_retry_early(v)
    \/ \E v \in VCPUS : hva_to_pfn(v)
    \/ \E v \in VCPUS : mmu_invalidate_retry_late(v)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E n \in INVALIDATORS, first \in HVAS, last \in HVAS, may_block \in MAY_BLOCK :
           kvm_mmu_notifier_invalidate_range_start(n, first, last, may_block)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_range_start(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_range_add(n)
    \/ \E n \in INVALIDATORS : kvm_unmap_gfn_range(n)
    \/ \E n \in INVALIDATORS, g \in GFNS : tdp_mmu_iter_cond_resched(n, g)
    \/ \E n \in INVALIDATORS : tdp_mmu_iter_resumes(n)
    \/ \E n \in INVALIDATORS : zap_pte_range(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_notifier_invalidate_range_end(n)

RngSpec == RngInit /\ [][RngNext]_rngVars

=============================================================================
