------------------------ MODULE PfnCacheInvalidation ------------------------
(***************************************************************************)
(* The mmu_notifier's side of a gfn_to_pfn_cache, and all steps together:  *)
(* virt/kvm/kvm_main.c, kvm_mmu_notifier_invalidate_range_start(), _end(); *)
(* virt/kvm/pfncache.c, gfn_to_pfn_cache_invalidate_start(); Linux 6.12.   *)
(* The steps S1..E2 and the simplifications are told in module PfnCache.   *)
(***************************************************************************)
EXTENDS PfnCache

InvStepAfter(step) ==
    CASE step = "idle"      -> "count"
      [] step = "count"     -> "gpc"
      [] step = "gpc"       -> "begin"
      [] step = "begin"     -> "modify"
      [] step = "modify"    -> "end"
      [] step = "end"       -> "count_dec"
      [] step = "count_dec" -> "after"

SteppedWith(n, step, counted, swept) ==
    [inv EXCEPT ![n] = IF InvStepAfter(step) = "after" /\ inv[n].gather = {}
                       THEN InvIdle
                       ELSE [@ EXCEPT !.pc = InvStepAfter(step),
                                      !.counted = counted, !.swept = swept]]
Stepped(n, step) == SteppedWith(n, step, inv[n].counted, inv[n].swept)

InRangeOf(n, h) == inv[n].start <= h /\ h < inv[n].end
MeetsMemslot(n) == \E h \in SLOT_HVAS : InRangeOf(n, h)

invUnchanged == <<gpcVars, task, pageVars>>

mmu_notifier_invalidate_range_start(n, first, last) ==
    /\ inv[n].pc = "idle"
    /\ first <= last
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT !.pc = InvStepAfter("idle"),
                                                 !.start = first, !.end = last + 1]]
    /\ UNCHANGED <<invUnchanged, notifierVars, mn_active_invalidate_count>>

(* S1 *)
kvm_mmu_notifier_invalidate_range_start(n) ==
    /\ inv[n].pc = "count"
    /\ active_count_inc
    /\ inv' = SteppedWith(n, "count", TRUE, inv[n].swept)
    /\ UNCHANGED <<invUnchanged, notifierVars>>

(* S2.  Waits for readers only if there is something to invalidate.        *)
CacheIsHit(n) == on_list /\ gpc.valid /\ InRangeOf(n, gpc.uhva)
InvalidateMayLock == gpc_write_trylock

gfn_to_pfn_cache_invalidate_start(n) ==
    /\ inv[n].pc = "gpc"
    /\ on_list => gpc_read_trylock
    /\ IF CacheIsHit(n)
       THEN /\ InvalidateMayLock
            /\ gpc' = [gpc EXCEPT !.valid = FALSE]
            /\ freed_under' = FALSE
       ELSE UNCHANGED <<gpc, freed_under>>
    /\ inv' = SteppedWith(n, "gpc", inv[n].counted, TRUE)
    /\ UNCHANGED <<notifierVars, mn_active_invalidate_count, on_list, gpc_lock, refresh_lock,
                   task, host_pte, page_refcount>>

(* S3 *)
kvm_mmu_invalidate_range_start(n) ==
    /\ inv[n].pc = "begin"
    /\ MeetsMemslot(n)
    /\ kvm_mmu_invalidate_begin
    /\ inv' = Stepped(n, "begin")
    /\ UNCHANGED <<invUnchanged, mmu_lock, mn_active_invalidate_count>>

range_meets_no_memslot(n) ==
    /\ inv[n].pc = "begin"
    /\ ~MeetsMemslot(n)
    /\ inv' = Stepped(n, "begin")
    /\ UNCHANGED <<invUnchanged, notifierVars, mn_active_invalidate_count>>

(* The host's entries go; their pages are put at any time from now on.     *)
zap_pte_range(n) ==
    LET hit == {h \in HVAS : InRangeOf(n, h)}
    IN  /\ inv[n].pc = "modify"
        /\ host_pte' = [h \in HVAS |-> IF h \in hit THEN NoFrame ELSE host_pte[h]]
        /\ inv' = [inv EXCEPT ![n].pc = InvStepAfter("modify"),
                              ![n].gather = {host_pte[h] : h \in hit} \ {NoFrame}]
        /\ UNCHANGED <<gpcVars, task, page_refcount, freed_under, notifierVars,
                       mn_active_invalidate_count>>

free_pages_and_swap_cache(n, f) ==
    /\ f \in inv[n].gather
    /\ put_page(f)
    /\ inv' = [inv EXCEPT ![n] = IF inv[n].pc = "after" /\ inv[n].gather = {f}
                                 THEN InvIdle ELSE [@ EXCEPT !.gather = @ \ {f}]]
    /\ UNCHANGED <<gpcVars, task, host_pte, notifierVars, mn_active_invalidate_count>>

(* E1 *)
kvm_mmu_invalidate_end(n) ==
    /\ inv[n].pc = "end"
    /\ MeetsMemslot(n)
    /\ mmu_invalidate_seq' = NextSeq
    /\ kvm_mmu_invalidate_end_dec
    /\ inv' = Stepped(n, "end")
    /\ UNCHANGED <<invUnchanged, mmu_lock, mn_active_invalidate_count>>

end_meets_no_memslot(n) ==
    /\ inv[n].pc = "end"
    /\ ~MeetsMemslot(n)
    /\ inv' = Stepped(n, "end")
    /\ UNCHANGED <<invUnchanged, notifierVars, mn_active_invalidate_count>>

(* E2 *)
kvm_mmu_notifier_invalidate_range_end(n) ==
    /\ inv[n].pc = "count_dec"
    /\ active_count_dec
    /\ inv' = SteppedWith(n, "count_dec", FALSE, FALSE)
    /\ UNCHANGED <<invUnchanged, notifierVars>>

-----------------------------------------------------------------------------

GpcNext ==
    \/ \E v \in VCPUS : kvm_gpc_check(v)
    \/ \E v \in VCPUS : read_unlock_gpc_lock(v)
    \/ \E v \in VCPUS, h \in UHVAS : kvm_gpc_activate(v, h)
    \/ \E v \in VCPUS : kvm_gpc_set_active(v)
    \/ \E v \in VCPUS : kvm_gpc_deactivate(v)
    \/ \E v \in VCPUS : list_del(v)
    \/ \E v \in VCPUS, h \in UHVAS : kvm_gpc_refresh(v, h)
    \/ \E v \in VCPUS : __kvm_gpc_refresh(v)
    \/ \E v \in VCPUS : hva_to_pfn_retry(v)
    \/ \E v \in VCPUS : kvm_release_pfn_clean(v)
    \/ \E v \in VCPUS : hva_to_pfn(v)
    \/ \E v \in VCPUS, f \in FRAMES : faultin_page(v, f)
    \/ \E v \in VCPUS : hva_to_pfn_out_error(v)
    \/ \E v \in VCPUS : mmu_notifier_retry_cache(v)
    \/ \E v \in VCPUS : mmu_notifier_retry_cache_seq(v)
    \/ \E v \in VCPUS : gpc_becomes_valid(v)

    \/ \E n \in INVALIDATORS, first \in HVAS, last \in HVAS :
           mmu_notifier_invalidate_range_start(n, first, last)
    \/ \E n \in INVALIDATORS : kvm_mmu_notifier_invalidate_range_start(n)
    \/ \E n \in INVALIDATORS : gfn_to_pfn_cache_invalidate_start(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_range_start(n)
    \/ \E n \in INVALIDATORS : range_meets_no_memslot(n)
    \/ \E n \in INVALIDATORS : zap_pte_range(n)
    \/ \E n \in INVALIDATORS, f \in FRAMES : free_pages_and_swap_cache(n, f)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_end(n)
    \/ \E n \in INVALIDATORS : end_meets_no_memslot(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_notifier_invalidate_range_end(n)

GpcSpec == GpcInit /\ [][GpcNext]_gpcAllVars

=============================================================================
