------------------------------- MODULE TdpZap -------------------------------
(***************************************************************************)
(* An mmu_notifier's work on SPTEs, entry by entry: the zap between start  *)
(* and end, and aging.  arch/x86/kvm/mmu/tdp_mmu.c,                        *)
(* kvm_tdp_mmu_unmap_gfn_range(), tdp_mmu_zap_leafs(),                     *)
(* tdp_mmu_iter_cond_resched(), kvm_tdp_mmu_age_gfn_range(); tdp_iter.c;   *)
(* virt/kvm/kvm_main.c; Linux 6.12.                                        *)
(*                                                                         *)
(* All of it holds mmu_lock for write, so what races with it are the fast  *)
(* page fault and the hardware; and, while a zap yields, everybody.        *)
(*                                                                         *)
(* begin, range and lock are one step, and so are seq++ and in_progress--: *)
(* no test without the lock is left here that could tell (MmuNotifier).    *)
(***************************************************************************)
EXTENDS TdpFault

CONSTANTS
    OPS,         \* some of "unmap", "clear_young", "clear_flush_young", "touch"
    MAY_YIELD    \* walks may drop mmu_lock when somebody waits for it

SlotsThread == "slots"
WALKS == INVALIDATORS \cup {SlotsThread}

NoIter == [root |-> 0, gfn |-> 0, old |-> None, yielded_gfn |-> 0, flush |-> FALSE]
InvIdle == [pc |-> "idle", op |-> "none", start |-> 0, end |-> 0]

ZapInit ==
    /\ iter = [x \in WALKS |-> NoIter]
    /\ inv = [n \in INVALIDATORS |-> InvIdle]

-----------------------------------------------------------------------------
(* A walk over all roots and all gfns of a range.                          *)

(* tdp_mmu_next_root() takes a reference on the root where a walk is.      *)
WalksHoldRoots == TRUE
Holders(iters, vroots, scheduled) ==
    {r \in ROOTS :
        \/ r \notin invalid_roots \/ r \in scheduled
        \/ \E v \in VCPUS : vroots[v] = r
        \/ WalksHoldRoots /\ \E x \in WALKS : iters[x].root = r}

IterAt(root, gfn) == [NoIter EXCEPT !.root = root, !.gfn = gfn, !.yielded_gfn = gfn]

(* On to the next entry: of this root, or of the next one.                 *)
Advanced(i, start, end, wanted, flush) ==
    LET next == RootAfter(i.root, wanted)
        new == IF i.gfn < end THEN [i EXCEPT !.gfn = @ + 1, !.old = None]
               ELSE IF next = 0 THEN NoIter ELSE IterAt(next, start)
    IN  [new EXCEPT !.flush = flush]

IterBecomes(x, i) ==
    LET iters == [iter EXCEPT ![x] = i]
    IN  /\ iter' = iters
        /\ PutRoots(Holders(iters, vcpu_root, scheduled_roots))

(* tdp_mmu_iter_cond_resched(): only after progress, and never with a      *)
(* flush owed: others would find the SPTE gone and the TLB entry there.    *)
FlushBeforeYield(i) == i.flush
MayYield(x) == MAY_YIELD /\ iter[x].root # 0 /\ iter[x].gfn # iter[x].yielded_gfn

(* tdp_iter_next(): after a yield the same entry again.                    *)
IterYields(x) ==
    /\ FlushTlbsIf(FlushBeforeYield(iter[x]))
    /\ iter' = [iter EXCEPT ![x].flush = FALSE, ![x].yielded_gfn = iter[x].gfn]
IterAfterYield(i, end) == i

-----------------------------------------------------------------------------
(* The notifiers *)

zapOthers == <<fault, host, logVars, slots>>
AgeOp(n) == inv[n].op \in {"clear_young", "clear_flush_young"}

(* Start: S3a, S3b up to the first root. *)
RootsToUnmap == ROOTS

kvm_mmu_invalidate_range_start(n, s, e) ==
    /\ "unmap" \in OPS /\ s <= e
    /\ inv[n].pc = "idle"
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' = RangeAdded(s, e + 1)
    /\ inv' = [inv EXCEPT ![n] = [pc |-> "walk", op |-> "unmap", start |-> s, end |-> e]]
    /\ iter' = [iter EXCEPT ![n] = IterAt(FirstRoot(RootsToUnmap), s)]
    /\ UNCHANGED <<mmu_invalidate_seq, zapOthers, rootVars, sptes, tlb, markVars>>

(* clear_young and clear_flush_young: no begin, no end. *)
kvm_age_gfn(n, op, g) ==
    /\ op \in OPS \cap {"clear_young", "clear_flush_young"}
    /\ inv[n].pc = "idle"
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ inv' = [inv EXCEPT ![n] = [pc |-> "walk", op |-> op, start |-> g, end |-> g]]
    /\ iter' = [iter EXCEPT ![n] = IterAt(FirstRoot(ROOTS), g)]
    /\ UNCHANGED <<faultOthers, zapOthers, rootVars, sptes, tlb, markVars>>

(* The iterator reads the entry; what is not a present leaf is passed by,  *)
(* and so is, for aging, what is not young.                                *)
tdp_iter_next(n) ==
    LET i == iter[n]
        old == sptes[i.root][i.gfn]
        concerned == IF AgeOp(n) THEN is_accessed_spte(old) ELSE is_shadow_present_pte(old)
    IN  /\ inv[n].pc = "walk" /\ i.root # 0
        /\ IF concerned
           THEN /\ iter' = [iter EXCEPT ![n].old = old]
                /\ inv' = [inv EXCEPT ![n].pc = "write"]
                /\ UNCHANGED <<tdp_mmu_roots, invalid_roots>>
           ELSE /\ IterBecomes(n, Advanced(i, inv[n].start, inv[n].end,
                                            IF AgeOp(n) THEN ROOTS ELSE RootsToUnmap, i.flush))
                /\ UNCHANGED inv
        /\ UNCHANGED <<notifierVars, zapOthers, scheduled_roots, vcpu_root, free_obsolete,
                       sptes, tlb, markVars>>

(* tdp_mmu_zap_leafs(): no flush is owed for an invalid root, because no   *)
(* vCPU enters the guest with it.                                          *)
tdp_mmu_iter_set_spte(n) ==
    LET i == iter[n]
        old == kvm_tdp_mmu_write_spte(i.root, i.gfn, i.old)
    IN  /\ inv[n].pc = "write" /\ inv[n].op = "unmap"
        /\ SetSpte(i.root, i.gfn, None)
        /\ handle_changed_spte(i.gfn, old, None)
        /\ IterBecomes(n, Advanced(i, inv[n].start, inv[n].end, RootsToUnmap,
                                   i.flush \/ i.root \notin invalid_roots))
        /\ inv' = [inv EXCEPT ![n].pc = "walk"]
        /\ UNCHANGED <<notifierVars, zapOthers, scheduled_roots, vcpu_root, free_obsolete, tlb>>

(* age_gfn_range().  With A/D bits the accessed bit is cleared, by an      *)
(* atomic AND where bits are volatile.  Without them the SPTE becomes      *)
(* access tracked, which clears W too: the page is marked dirty before,    *)
(* by what the iterator has read.  (By what the xchg has replaced nothing  *)
(* would be lost; see the models tdp-aging-loses-dirty and its repair.)    *)
AgeMarksDirty(read, replaced) == ~AD_BITS /\ is_writable_pte(read)
AgeMarksDirtyByReplaced(read, replaced) == ~AD_BITS /\ is_writable_pte(replaced)
AgedSpte(read, replaced) ==
    IF AD_BITS THEN [replaced EXCEPT !.a = FALSE] ELSE mark_spte_for_access_track(read)

age_gfn_range(n) ==
    LET i == iter[n]
        replaced == kvm_tdp_mmu_write_spte(i.root, i.gfn, i.old)
    IN  /\ inv[n].pc = "write" /\ AgeOp(n)
        /\ SetSpte(i.root, i.gfn, AgedSpte(i.old, replaced))
        /\ MarkPage(i.gfn, i.old.pfn, AgeMarksDirty(i.old, replaced), FALSE)
        /\ IterBecomes(n, Advanced(i, inv[n].start, inv[n].end, ROOTS,
                                   inv[n].op = "clear_flush_young"))
        /\ inv' = [inv EXCEPT ![n].pc = "walk"]
        /\ UNCHANGED <<notifierVars, zapOthers, scheduled_roots, vcpu_root, free_obsolete, tlb>>

tdp_mmu_iter_cond_resched(n) ==
    /\ inv[n].pc = "walk" /\ inv[n].op = "unmap"
    /\ MayYield(n)
    /\ IterYields(n)
    /\ mmu_lock' = Unlocked
    /\ inv' = [inv EXCEPT ![n].pc = "yielded"]
    /\ UNCHANGED <<faultOthers, zapOthers, rootVars, sptes, markVars>>

tdp_mmu_iter_resumes(n) ==
    /\ inv[n].pc = "yielded"
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ inv' = [inv EXCEPT ![n].pc = "walk"]
    /\ IterBecomes(n, IterAfterYield(iter[n], inv[n].end))
    /\ UNCHANGED <<faultOthers, zapOthers, scheduled_roots, vcpu_root, free_obsolete, sptes, tlb,
                   markVars>>

(* S3c: the flush, still under the lock, and the unlock.                   *)
kvm_flush_remote_tlbs(n) ==
    /\ inv[n].pc = "walk" /\ iter[n].root = 0
    /\ FlushTlbsIf(iter[n].flush)
    /\ mmu_lock' = Unlocked
    /\ iter' = [iter EXCEPT ![n] = NoIter]
    /\ inv' = [inv EXCEPT ![n] = IF AgeOp(n) THEN InvIdle ELSE [@ EXCEPT !.pc = "modify"]]
    /\ UNCHANGED <<faultOthers, zapOthers, rootVars, sptes, markVars>>

(* User space writes to the memory itself: a fault of the host, which tells *)
(* nobody that an entry has been filled or has become writable.            *)
handle_mm_fault(g) ==
    /\ "touch" \in OPS /\ host[g] # "rw"
    /\ host' = [host EXCEPT ![g] = "rw"]
    /\ UNCHANGED <<notifierVars, rootVars, sptes, tlb, logVars, markVars, fault, walkVars>>

(* The host takes its pages away; they may be free from now on.            *)
Taken(n, pfn, g) == IF g \in inv[n].start..inv[n].end /\ pfn = "page" THEN "old" ELSE pfn

zap_pte_range(n) ==
    LET Gone(g) == g \in inv[n].start..inv[n].end
    IN  /\ inv[n].pc = "modify"
        /\ host' = [g \in GFNS |-> IF Gone(g) THEN "none" ELSE host[g]]
        /\ page' = [g \in GFNS |-> IF Gone(g) THEN CleanPage ELSE page[g]]
        /\ sptes' = [r \in ROOTS |-> [g \in GFNS |->
               [sptes[r][g] EXCEPT !.pfn = Taken(n, @, g)]]]
        /\ tlb' = [v \in VCPUS |-> [g \in GFNS |-> [tlb[v][g] EXCEPT !.pfn = Taken(n, @, g)]]]
        /\ fault' = [v \in VCPUS |-> [fault[v] EXCEPT
               !.pfn = Taken(n, @, fault[v].gfn), !.old.pfn = Taken(n, @, fault[v].gfn)]]
        /\ iter' = [x \in WALKS |-> [iter[x] EXCEPT !.old.pfn = Taken(n, @, iter[x].gfn)]]
        /\ inv' = [inv EXCEPT ![n].pc = "end"]
        /\ UNCHANGED <<notifierVars, rootVars, logVars, marked_old, slots>>

(* E1 *)
kvm_mmu_invalidate_end(n) ==
    /\ inv[n].pc = "end"
    /\ write_trylock(n)
    /\ mmu_invalidate_seq' = NextSeq
    /\ kvm_mmu_invalidate_end_dec
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<mmu_lock, zapOthers, rootVars, sptes, tlb, markVars, iter>>

=============================================================================
