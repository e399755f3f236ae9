------------------------- MODULE AccessedDirtyHost -------------------------
(***************************************************************************)
(* The rest of AccessedDirty: who removes and ages SPTEs, who cleans and   *)
(* frees pages, and who gets them next.  arch/x86/kvm/mmu/tdp_mmu.c,       *)
(* handle_changed_spte(), age_gfn_range(), kvm_tdp_mmu_invalidate_roots(); *)
(* mm/vmscan.c, shrink_folio_list(); mm/page-writeback.c,                  *)
(* folio_clear_dirty_for_io(); mm/madvise.c; Linux 6.12.                   *)
(***************************************************************************)
EXTENDS AccessedDirty

-----------------------------------------------------------------------------
(* KVM: an SPTE is removed or aged.  Under mmu_lock.                       *)

(* Does the page behind an SPTE get its flags? *)
SpteIsTracked(s) == kvm_is_ad_tracked_page(s.pfn)

MarkedAtZap(pages, s) ==
    IF MARK_AT = "zap" /\ s.pfn # NoPfn /\ SpteIsTracked(s)
    THEN Flagged(pages, s.pfn, s.d, s.a) ELSE pages

BadAtZap(s, holder) ==
    MARK_AT = "zap" /\ s.pfn # NoPfn /\ SpteIsTracked(s) /\ (s.d \/ s.a) /\ holder \in stale

(* What is left of the SPTEs when a notifier's start returns: nothing,     *)
(* not even in roots that are on their way out.                            *)
AfterStart == [spte |-> NoSpte, old_spte |-> NoSpte]

zap_by_notifier ==
    LET first == IF AfterStart.spte = spte THEN page ELSE MarkedAtZap(page, spte)
    IN  /\ page' = IF AfterStart.old_spte = old_spte THEN first ELSE MarkedAtZap(first, old_spte)
        /\ spte' = AfterStart.spte
        /\ old_spte' = AfterStart.old_spte
        /\ bad_mark' = (\/ bad_mark
                        \/ AfterStart.spte # spte /\ BadAtZap(spte, "spte")
                        \/ AfterStart.old_spte # old_spte /\ BadAtZap(old_spte, "old_spte"))
        /\ stale' = stale \ ((IF AfterStart.spte = NoSpte THEN {"spte"} ELSE {})
                             \cup (IF AfterStart.old_spte = NoSpte THEN {"old_spte"} ELSE {}))
        /\ unsaved' = unsaved

(* kvm_mmu_zap_all_fast(): the guest goes on with a new root.  The old one *)
(* is zapped later, as the zapper gets to it.                              *)
kvm_tdp_mmu_invalidate_roots ==
    /\ "zap_roots" \in OPS
    /\ spte # NoSpte /\ old_spte = NoSpte
    /\ old_spte' = spte
    /\ spte' = NoSpte
    /\ stale' = IF "spte" \in stale THEN (stale \ {"spte"}) \cup {"old_spte"} ELSE stale
    /\ UNCHANGED <<notifierVars, page, fault, hostUnchanged, unsaved, bad_mark>>

kvm_tdp_mmu_zap_invalidated_roots ==
    /\ old_spte # NoSpte
    /\ page' = MarkedAtZap(page, old_spte)
    /\ bad_mark' = (bad_mark \/ BadAtZap(old_spte, "old_spte"))
    /\ old_spte' = NoSpte
    /\ stale' = stale \ {"old_spte"}
    /\ UNCHANGED <<notifierVars, spte, fault, hostUnchanged, unsaved>>

(* With A/D bits the accessed bit is cleared; its value is the answer, and *)
(* the struct page is mm's business.  Without them the SPTE becomes        *)
(* inaccessible, which loses that it was writable: that is carried over.   *)
AgingMarks(s) == MARK_AT = "zap" /\ ~AD_BITS /\ s.d /\ SpteIsTracked(s)

age_gfn_range(n) ==
    /\ "age" \in OPS
    /\ inv[n].pc = "idle"
    /\ spte.a
    /\ page' = IF AgingMarks(spte) THEN Flagged(page, spte.pfn, TRUE, FALSE) ELSE page
    /\ bad_mark' = (bad_mark \/ (AgingMarks(spte) /\ "spte" \in stale))
    /\ spte' = [spte EXCEPT !.a = FALSE, !.d = @ /\ AD_BITS]
    /\ UNCHANGED <<notifierVars, old_spte, fault, hostUnchanged, unsaved, stale>>

-----------------------------------------------------------------------------
(* The host                                                                *)

invUnchanged == <<spte, old_spte, fault, others>>

(* S3: begin, range, zap. *)
kvm_mmu_notifier_invalidate_range_start(n, op) ==
    /\ op \in OPS \ {"age", "zap_roots"}
    /\ inv[n].pc = "idle"
    /\ host_pte.pfn # NoPfn
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' = RangeAdded(1, 2)
    /\ zap_by_notifier
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT !.pc = "modify", !.op = op]]
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_lock, host_pte, fault, others>>

(* Two threads may both have begun; the second finds nothing. *)
nothing_left(n) ==
    /\ inv[n].pc = "modify" /\ host_pte.pfn = NoPfn
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT !.pc = "end"]]
    /\ UNCHANGED <<notifierVars, page, host_pte, invUnchanged, historyUnchanged>>

Counted(f) == page[f].class \in {"ram", "tail"}

(* The entry goes; its dirty bit moves to the page, its reference to the   *)
(* thread.  zap_pte_range(), try_to_unmap_one().                           *)
host_entry_cleared(n) ==
    /\ inv[n].pc = "modify" /\ inv[n].op \in {"unmap", "reclaim"}
    /\ host_pte.pfn # NoPfn
    /\ page' = IF Counted(host_pte.pfn)
               THEN Flagged(page, host_pte.pfn, host_pte.d, FALSE) ELSE page
    /\ inv' = [inv EXCEPT ![n].pc = IF inv[n].op = "unmap" THEN "free" ELSE "end",
                          ![n].pfn = host_pte.pfn, ![n].ref = Counted(host_pte.pfn)]
    /\ host_pte' = NoPte
    /\ UNCHANGED <<notifierVars, invUnchanged, historyUnchanged>>

(* munmap(): free_pages_and_swap_cache(), before end.  A driver frees its  *)
(* block, which no reference keeps it from.                                *)
free_pages_and_swap_cache(n) ==
    /\ inv[n].pc = "free"
    /\ LET f == inv[n].pfn
       IN  IF inv[n].ref
           THEN page' = Put(page, f) /\ FreedNoted(FreedByPut(page, f), {})
           ELSE IF page[f].class = "special"
           THEN page' = [page EXCEPT ![f] = FreePage] /\ FreedNoted({f}, {})
           ELSE page' = page /\ UNCHANGED <<unsaved, stale>>
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT !.pc = "end"]]
    /\ UNCHANGED <<notifierVars, host_pte, invUnchanged, bad_mark>>

(* page_mkclean(), with the page locked and referenced. *)
page_mkclean(n) ==
    /\ inv[n].pc = "modify" /\ inv[n].op = "clean"
    /\ host_pte.pfn # NoPfn
    /\ page' = Flagged(Got(page, host_pte.pfn), host_pte.pfn, host_pte.d, FALSE)
    /\ host_pte' = [host_pte EXCEPT !.w = FALSE, !.d = FALSE]
    /\ inv' = [inv EXCEPT ![n].pc = "end", ![n].pfn = host_pte.pfn, ![n].ref = TRUE]
    /\ UNCHANGED <<notifierVars, invUnchanged, historyUnchanged>>

(* The user gives the contents up, until he writes again. *)
madvise_free_pte_range(n) ==
    /\ inv[n].pc = "modify" /\ inv[n].op = "madv_free"
    /\ host_pte.pfn # NoPfn
    /\ page' = Cleaned(page, host_pte.pfn)
    /\ host_pte' = [host_pte EXCEPT !.d = FALSE]
    /\ unsaved' = unsaved \ {host_pte.pfn}
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT !.pc = "end"]]
    /\ UNCHANGED <<notifierVars, invUnchanged, stale, bad_mark>>

(* E1 *)
kvm_mmu_invalidate_end(n) ==
    /\ inv[n].pc = "end"
    /\ mmu_invalidate_seq' = NextSeq
    /\ kvm_mmu_invalidate_end_dec
    /\ inv' = [inv EXCEPT ![n] =
           IF @.pfn = NoPfn THEN InvIdle
           ELSE [@ EXCEPT !.pc = IF inv[n].op = "clean" THEN "clear_dirty" ELSE "decide"]]
    /\ UNCHANGED <<mmu_lock, page, host_pte, invUnchanged, historyUnchanged>>

(* folio_clear_dirty_for_io(), then the page is written out. *)
folio_clear_dirty_for_io(n) ==
    /\ inv[n].pc = "clear_dirty"
    /\ page' = Put(Cleaned(page, inv[n].pfn), inv[n].pfn)
    /\ FreedNoted(FreedByPut(page, inv[n].pfn), {inv[n].pfn})
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<notifierVars, host_pte, invUnchanged, bad_mark>>

(* shrink_folio_list(), once nobody else has a reference: dirty pages are  *)
(* written out, clean ones are thrown away.                                *)
folio_test_dirty(n) ==
    /\ inv[n].pc = "decide"
    /\ page_count(inv[n].pfn) = 1
    /\ inv' = [inv EXCEPT ![n].pc =
           IF page[compound_head(inv[n].pfn)].dirty THEN "pageout" ELSE "discard"]
    /\ UNCHANGED <<notifierVars, page, host_pte, invUnchanged, historyUnchanged>>

pageout(n) ==
    /\ inv[n].pc = "pageout"
    /\ page' = Cleaned(page, inv[n].pfn)
    /\ unsaved' = unsaved \ {inv[n].pfn}
    /\ inv' = [inv EXCEPT ![n].pc = "discard"]
    /\ UNCHANGED <<notifierVars, host_pte, invUnchanged, stale, bad_mark>>

remove_mapping(n) ==
    /\ inv[n].pc = "discard"
    /\ page' = Put(page, inv[n].pfn)
    /\ FreedNoted(FreedByPut(page, inv[n].pfn), {})
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<notifierVars, host_pte, invUnchanged, bad_mark>>

(* Somebody else gets a page, and gives it back. *)
otherUnchanged == <<notifierVars, host_pte, spte, old_spte, fault, inv, bad_mark>>

alloc_pages(f) ==
    /\ page[f].class = "free"
    /\ page' = Allocated(page, f, "ram", 1)
    /\ others' = others \cup {f}
    /\ UNCHANGED <<otherUnchanged, unsaved, stale>>

free_pages(f) ==
    /\ f \in others
    /\ page' = Put(page, f)
    /\ FreedNoted(FreedByPut(page, f), {})
    /\ others' = others \ {f}
    /\ UNCHANGED otherUnchanged

-----------------------------------------------------------------------------

AdNext ==
    \/ \E v \in VCPUS, write \in WRITES : guest_access(v, write)
    \/ \E v \in VCPUS, write \in WRITES : kvm_faultin_pfn(v, write)
    \/ \E v \in VCPUS : hva_to_pfn(v)
    \/ \E v \in VCPUS, f \in FRAMES : faultin_page(v, f)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E v \in VCPUS : kvm_release_pfn_clean(v)
    \/ kvm_tdp_mmu_invalidate_roots
    \/ kvm_tdp_mmu_zap_invalidated_roots
    \/ \E n \in INVALIDATORS : age_gfn_range(n)
    \/ \E n \in INVALIDATORS, op \in OPS : kvm_mmu_notifier_invalidate_range_start(n, op)
    \/ \E n \in INVALIDATORS : nothing_left(n)
    \/ \E n \in INVALIDATORS : host_entry_cleared(n)
    \/ \E n \in INVALIDATORS : free_pages_and_swap_cache(n)
    \/ \E n \in INVALIDATORS : page_mkclean(n)
    \/ \E n \in INVALIDATORS : madvise_free_pte_range(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_end(n)
    \/ \E n \in INVALIDATORS : folio_clear_dirty_for_io(n)
    \/ \E n \in INVALIDATORS : folio_test_dirty(n)
    \/ \E n \in INVALIDATORS : pageout(n)
    \/ \E n \in INVALIDATORS : remove_mapping(n)
    \/ \E f \in FRAMES : alloc_pages(f)
    \/ \E f \in FRAMES : free_pages(f)

AdSpec == AdInit /\ [][AdNext]_adVars

=============================================================================
