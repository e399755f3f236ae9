---------------------------- MODULE Invalidation ----------------------------
(***************************************************************************)
(* A thread that takes host mappings away, with the notifier calls that    *)
(* mm/ makes around it and what KVM does in them:                          *)
(* virt/kvm/kvm_main.c, kvm_mmu_notifier_invalidate_range_start/_end(),    *)
(* __kvm_handle_hva_range(); Linux 6.12.                                   *)
(*                                                                         *)
(* The steps of one invalidation, in program order:                        *)
(*                                                                         *)
(*   invalidate_range_start          choose operation and range            *)
(*   kvm_mmu_invalidate_range_start  take mmu_lock for write; in_progress++*)
(*   kvm_mmu_invalidate_range_add    the range grows                       *)
(*   kvm_unmap_gfn_range             zap the SPTEs, flush; drop mmu_lock   *)
(*     tdp_mmu_iter_cond_resched     or zap some, flush, drop mmu_lock;    *)
(*     tdp_mmu_iter_resumes          take it again, and go on              *)
(*       -- start has returned --                                          *)
(*   zap_pte_range, ...              clear the host's entries, one a step  *)
(*   kvm_mmu_invalidate_end          take mmu_lock for write; seq++        *)
(*   mmu_invalidate_in_progress_dec  in_progress--; drop mmu_lock          *)
(*       -- end has returned --                                            *)
(*   free_pages_and_swap_cache       put the pages: any time after clearing*)
(*                                                                         *)
(* If no memslot meets the range, neither start nor end takes mmu_lock or  *)
(* touches a counter.                                                      *)
(*                                                                         *)
(* Operations (OPS says which a model has): "zap" (munmap, MADV_DONTNEED), *)
(* "wrprotect" (mprotect and the like), "fork" (write-protect and share    *)
(* with a child), "cow" (wp_page_copy), "migrate".                         *)
(*                                                                         *)
(* Simplifications.  No root is shared, so no walk has to keep one.  The   *)
(* active count (S1, E2) serves memslot updates and pfncaches, which have  *)
(* specs of their own.  A COW fault of a vCPU's own lookup runs as the     *)
(* steps of an invalidator, of which there must be one to spare: the vCPU  *)
(* thread does nothing else meanwhile.  Migration freezes, copies and      *)
(* remaps in one step: the entry is a migration entry until then, which    *)
(* makes everybody else wait.                                              *)
(***************************************************************************)
EXTENDS PrimaryMmu

CONSTANTS
    OPS,          \* the operations that invalidators perform
    MAY_BLOCK     \* whether start may drop mmu_lock between two entries: mmu_notifier_range_blockable()

VARIABLES
    inv,          \* invalidator -> what it is doing
    fault         \* of the vCPUs, see PageFault: no step here changes it

(* pc: the step it takes next; op; [start, end) in hvas; next: the hva that*)
(* the operation looks at next; gather: pages unmapped and not yet put     *)
(* (struct mmu_gather); pfn: the page being migrated, with a reference.    *)
InvIdle == [pc |-> "idle", op |-> "none", start |-> 0, end |-> 0, next |-> 0, gather |-> {}, pfn |-> NoPfn]

InvalidationInit == inv = [n \in INVALIDATORS |-> InvIdle]

InvalidationTypeOK ==
    \A n \in INVALIDATORS :
        /\ inv[n].pc \in {"idle", "begin", "range_add", "unmap", "unmap_yielded", "unmap_resumed", "modify", "in_progress_dec", "after"}
        /\ inv[n].op \in OPS \cup {"none"}
        /\ inv[n].gather \subseteq FRAMES
        /\ inv[n].pfn \in FRAMES \cup {NoPfn}

Hvas(n) == {h \in HVAS : inv[n].start <= h /\ h < inv[n].end}

(* gfns of the memslot behind the range; the slot maps gfn g to hva g. *)
GfnsOfRange(n) == {g \in GFNS : gfn_to_hva(g) \in Hvas(n)}
GfnStart(n) == CHOOSE g \in GfnsOfRange(n) : \A x \in GfnsOfRange(n) : g <= x
GfnEnd(n) == 1 + CHOOSE g \in GfnsOfRange(n) : \A x \in GfnsOfRange(n) : g >= x
MeetsMemslot(n) == GfnsOfRange(n) # {}

invUnchanged == <<fault, pageVars, notifierVars, spteVars, hostVars>>

-----------------------------------------------------------------------------
(* mmu_notifier_invalidate_range_start(): an operation begins on           *)
(* first..last.  Which hvas it may choose depends on the operation; that   *)
(* there is something to do keeps out runs that change nothing.            *)
OpApplies(op, first, last) ==
    CASE op = "zap" -> \E h \in first..last : ~pte_none(h)
      [] op \in {"wrprotect", "fork"} -> \E h \in first..last : vm_normal_page(h)
      [] op = "cow" -> /\ first = last
                       /\ VMA[first] \in {"anon", "thp"}
                       /\ pte_present(first) /\ ~host_pte[first].w
      [] op = "migrate" -> /\ first = last
                           /\ vm_normal_page(first)
                           /\ child_pte[first] = NoPfn
                           /\ ~PageTail(host_pte[first].pfn) /\ ~PageHead(host_pte[first].pfn)

invalidate_range_start(n, op, first, last) ==
    /\ inv[n].pc = "idle"
    /\ first <= last
    /\ OpApplies(op, first, last)
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT !.pc = "begin", !.op = op,
                                  !.start = first, !.end = last + 1, !.next = first,
                                  !.pfn = IF op = "migrate" THEN host_pte[first].pfn ELSE NoPfn]]
       \* folio_isolate_lru(): migration works on a page that it holds
    /\ IF op = "migrate" THEN get_page(host_pte[first].pfn) ELSE UNCHANGED pageVars
    /\ UNCHANGED <<fault, notifierVars, spteVars, hostVars>>

(* S3a: __kvm_handle_hva_range() meets the first slot: lock, begin. *)
kvm_mmu_invalidate_range_start(n) ==
    /\ inv[n].pc = "begin"
    /\ MeetsMemslot(n)
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ kvm_mmu_invalidate_begin
    /\ inv' = [inv EXCEPT ![n].pc = "range_add"]
    /\ UNCHANGED <<fault, pageVars, spteVars, hostVars>>

(* S3 without a slot in the range: nothing to do, nothing locked. *)
range_meets_no_memslot(n) ==
    /\ inv[n].pc = "begin"
    /\ ~MeetsMemslot(n)
    /\ inv' = [inv EXCEPT ![n].pc = "modify"]
    /\ UNCHANGED invUnchanged

(* S3b, first half. *)
kvm_mmu_invalidate_range_add(n) ==
    /\ inv[n].pc = "range_add"
    /\ mmu_invalidate_range' = RangeAdded(GfnStart(n), GfnEnd(n))
    /\ inv' = [inv EXCEPT ![n].pc = "unmap"]
    /\ UNCHANGED <<fault, pageVars, spteVars, hostVars, mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_lock>>

(* S3b, second half: the walk over the SPTEs.  next is the hva of the first*)
(* entry that it has not looked at.                                        *)
GfnsFrom(n) == {g \in GfnsOfRange(n) : gfn_to_hva(g) >= inv[n].next}

(* The rest of the walk, S3c and the unlock: only lockless readers could   *)
(* look in between, and they look at none of what changes.                 *)
kvm_unmap_gfn_range(n) ==
    /\ inv[n].pc \in {"unmap", "unmap_resumed"}
    /\ zap_sptes(GfnsFrom(n))
    /\ mmu_lock' = Unlocked
    /\ inv' = [inv EXCEPT ![n].pc = "modify", ![n].next = inv[n].start]
    /\ UNCHANGED <<fault, pageVars, hostVars, mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range>>

(* tdp_mmu_iter_cond_resched(): what was zapped is flushed, mmu_lock       *)
(* dropped; the walk will go on at gfn g.  It yields only after progress,  *)
(* of which the first may be in the upper levels of the table.             *)
tdp_mmu_iter_cond_resched(n, g) ==
    /\ MAY_BLOCK
    /\ inv[n].pc \in {"unmap", "unmap_resumed"}
    /\ g \in GfnsFrom(n)
    /\ inv[n].pc = "unmap_resumed" => gfn_to_hva(g) > inv[n].next
    /\ zap_sptes({x \in GfnsFrom(n) : x < g})
    /\ mmu_lock' = Unlocked
    /\ inv' = [inv EXCEPT ![n].pc = "unmap_yielded", ![n].next = gfn_to_hva(g)]
    /\ UNCHANGED <<fault, pageVars, hostVars, mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range>>

tdp_mmu_iter_resumes(n) ==
    /\ inv[n].pc = "unmap_yielded"
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ inv' = [inv EXCEPT ![n].pc = "unmap_resumed"]
    /\ UNCHANGED <<fault, pageVars, spteVars, hostVars, mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range>>

-----------------------------------------------------------------------------
(* What the primary MMU does once start has returned                       *)

Advance(n) == [inv EXCEPT ![n].next = @ + 1]
Working(n, op) == inv[n].pc = "modify" /\ inv[n].op = op /\ inv[n].next < inv[n].end

(* zap_pte_range(): clear one entry, flush; the page goes into the gather. *)
zap_pte_range(n) ==
    LET h == inv[n].next
    IN  /\ Working(n, "zap")
        /\ host_pte' = [host_pte EXCEPT ![h] = NoPte]
        /\ inv' = [Advance(n) EXCEPT ![n].gather =
                      IF vm_normal_page(h) THEN @ \cup {host_pte[h].pfn} ELSE @]
        /\ UNCHANGED <<fault, pageVars, notifierVars, spteVars, child_pte>>

(* change_pte_range() of mprotect(), page_vma_mkclean_one() of writeback.  *)
(* A later write fault may make the entry writable again.                  *)
change_pte_range(n) ==
    LET h == inv[n].next
    IN  /\ Working(n, "wrprotect")
        /\ host_pte' = [host_pte EXCEPT ![h].w = IF IsPfnmap(h) THEN @ ELSE FALSE]
        /\ inv' = Advance(n)
        /\ UNCHANGED <<fault, pageVars, notifierVars, spteVars, child_pte>>

(* copy_present_ptes() of fork(): the child shares the page, both entries  *)
(* become read-only.                                                       *)
copy_present_ptes(n) ==
    LET h == inv[n].next
        shares == vm_normal_page(h) /\ child_pte[h] = NoPfn
    IN  /\ Working(n, "fork")
        /\ IF shares
           THEN /\ get_page(host_pte[h].pfn)
                /\ child_pte' = [child_pte EXCEPT ![h] = host_pte[h].pfn]
                /\ host_pte' = [host_pte EXCEPT ![h].w = FALSE]
           ELSE UNCHANGED <<pageVars, hostVars>>
        /\ inv' = Advance(n)
        /\ UNCHANGED <<fault, notifierVars, spteVars>>

(* wp_page_copy(): the entry moves to a fresh, writable page. *)
wp_page_copy(n, f) ==
    LET h == inv[n].next
    IN  /\ Working(n, "cow")
        /\ pte_present(h) /\ ~host_pte[h].w
        /\ alloc_page(f)
        /\ host_pte' = [host_pte EXCEPT ![h] = [pfn |-> f, w |-> TRUE]]
        /\ inv' = [Advance(n) EXCEPT ![n].gather =
                      IF vm_normal_page(h) THEN @ \cup {host_pte[h].pfn} ELSE @]
        /\ UNCHANGED <<fault, notifierVars, spteVars, child_pte>>

(* Somebody else changed the entry meanwhile: pte_same() fails, no copy. *)
wp_page_copy_raced(n) ==
    LET h == inv[n].next
    IN  /\ Working(n, "cow")
        /\ ~pte_present(h) \/ host_pte[h].w
        /\ inv' = Advance(n)
        /\ UNCHANGED invUnchanged

(* try_to_migrate_one(): the entry becomes a migration entry and gives its *)
(* reference back; the page stays, isolated.                               *)
try_to_migrate_one(n) ==
    LET h == inv[n].next
    IN  /\ Working(n, "migrate")
        /\ IF host_pte[h].pfn = inv[n].pfn
           THEN /\ host_pte' = [host_pte EXCEPT ![h] = MigrationEntry(host_pte[h].w)]
                /\ put_page_noting(inv[n].pfn)
           ELSE UNCHANGED <<pageVars, host_pte, freed_under>>
        /\ inv' = Advance(n)
        /\ UNCHANGED <<fault, notifierVars, spte, dead_mark, child_pte>>

-----------------------------------------------------------------------------
(* mmu_notifier_invalidate_range_end()                                     *)

(* E1, first store. *)
kvm_mmu_invalidate_end(n) ==
    /\ inv[n].pc = "modify" /\ inv[n].next = inv[n].end
    /\ MeetsMemslot(n)
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ mmu_invalidate_seq' = NextSeq
    /\ inv' = [inv EXCEPT ![n].pc = "in_progress_dec"]
    /\ UNCHANGED <<fault, pageVars, spteVars, hostVars, mmu_invalidate_in_progress, mmu_invalidate_range>>

(* What is left to do after end; nothing left: the thread is idle. *)
AfterEnd(n) ==
    IF inv[n].gather = {} /\ inv[n].pfn = NoPfn THEN InvIdle ELSE [inv[n] EXCEPT !.pc = "after"]

(* E1, second store, after smp_wmb(). *)
mmu_invalidate_in_progress_dec(n) ==
    /\ inv[n].pc = "in_progress_dec"
    /\ kvm_mmu_invalidate_end_dec
    /\ mmu_lock' = Unlocked
    /\ inv' = [inv EXCEPT ![n] = AfterEnd(n)]
    /\ UNCHANGED <<fault, pageVars, spteVars, hostVars, mmu_invalidate_seq>>

end_meets_no_memslot(n) ==
    /\ inv[n].pc = "modify" /\ inv[n].next = inv[n].end
    /\ ~MeetsMemslot(n)
    /\ inv' = [inv EXCEPT ![n] = AfterEnd(n)]
    /\ UNCHANGED invUnchanged

-----------------------------------------------------------------------------
(* free_pages_and_swap_cache() of tlb_flush_mmu(), or the put_page() at    *)
(* the end of wp_page_copy(): once its entry is cleared and flushed, while *)
(* other entries are still there (the gather's batch is full), before end  *)
(* or after it.                                                            *)
free_pages_and_swap_cache(n, f) ==
    /\ inv[n].pc \in {"modify", "after"}
    /\ f \in inv[n].gather
    /\ put_page_noting(f)
    /\ inv' = [inv EXCEPT ![n] =
           IF inv[n].pc = "after" /\ inv[n].gather = {f}
           THEN InvIdle
           ELSE [inv[n] EXCEPT !.gather = @ \ {f}]]
    /\ UNCHANGED <<fault, notifierVars, hostVars, spte, dead_mark>>

(* migrate_folio_move() of a page that nobody else refers to: freeze its   *)
(* count, copy it to frame f, remap, free it.                              *)
migrate_folio(n, f) ==
    LET h == inv[n].start
        old == inv[n].pfn
    IN  /\ inv[n].pc = "after" /\ inv[n].op = "migrate"
        /\ old # NoPfn
        /\ host_pte[h].pfn = MigrationPfn
        /\ page_refcount[old] = 1
        /\ f \in buddy
        /\ page_refcount' = [page_refcount EXCEPT ![old] = 0, ![f] = 1]
        /\ buddy' = (buddy \ {f}) \cup {old}
        /\ freed_under' = freed_under \cup {g \in GFNS : spte[g].pfn = old}
        /\ host_pte' = [host_pte EXCEPT ![h] = [pfn |-> f, w |-> host_pte[h].w]]
        /\ inv' = [inv EXCEPT ![n] = InvIdle]
        /\ UNCHANGED <<fault, page_head, notifierVars, spte, dead_mark, child_pte>>

(* folio_ref_freeze() fails (somebody, for example a vCPU, holds the page) *)
(* or no page could be had: map the old page again and let go of it.  The  *)
(* isolation's reference becomes the mapping's.                            *)
migrate_folio_undo(n) ==
    LET h == inv[n].start
        old == inv[n].pfn
    IN  /\ inv[n].pc = "after" /\ inv[n].op = "migrate"
        /\ old # NoPfn
        /\ host_pte[h].pfn = MigrationPfn
        /\ host_pte' = [host_pte EXCEPT ![h] = [pfn |-> old, w |-> host_pte[h].w]]
        /\ inv' = [inv EXCEPT ![n] = InvIdle]
        /\ UNCHANGED <<fault, pageVars, notifierVars, spteVars, child_pte>>

(* The entry was taken away meanwhile: putback_lru_folio() only. *)
putback_lru_folio(n) ==
    /\ inv[n].pc = "after" /\ inv[n].op = "migrate"
    /\ inv[n].pfn # NoPfn
    /\ host_pte[inv[n].start].pfn # MigrationPfn
    /\ put_page_noting(inv[n].pfn)
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<fault, notifierVars, spte, dead_mark, hostVars>>

-----------------------------------------------------------------------------
(* References that invalidators hold on f's folio. *)
RECURSIVE SumGathered(_, _)
SumGathered(f, ns) ==
    IF ns = {} THEN 0
    ELSE LET n == CHOOSE x \in ns : TRUE
         IN  Cardinality({x \in inv[n].gather : page_head[x] = f}) + SumGathered(f, ns \ {n})

InvalidatorRefs(f) ==
    SumGathered(f, INVALIDATORS)
      + Cardinality({n \in INVALIDATORS : inv[n].pfn # NoPfn /\ page_head[inv[n].pfn] = f})

=============================================================================
