------------------------- MODULE PfnCacheProperties -------------------------
(***************************************************************************)
(* What must hold of PfnCache, the situations that a run must reach, and   *)
(* the abstraction of mmu_invalidate_seq (see OpaqueSeq: the same          *)
(* argument).                                                              *)
(***************************************************************************)
EXTENDS PfnCacheInvalidation

FreshGpcSeq == FreshSeqFrom(0, {task[v].mmu_seq : v \in VCPUS} \ {NoSeq})

-----------------------------------------------------------------------------
(* Invariants                                                              *)

(* A valid cache never maps a page that was freed since it was looked up,  *)
(* even if the frame has a new owner.                                      *)
GpcMapsNoFreedFrame ==
    gpc.valid => gpc.pfn \in FRAMES /\ page_refcount[gpc.pfn] > 0 /\ ~freed_under

(* A valid cache maps the frame that the host maps at its hva.             *)
GpcMapsWhatHostMaps == gpc.valid => gpc.pfn = host_pte[gpc.uhva]

(* From S2 of an invalidation of its hva to that invalidation's E2 the     *)
(* cache is not valid.                                                     *)
GpcInvalidDuringInvalidation ==
    \A n \in INVALIDATORS :
        inv[n].swept /\ inv[n].start <= gpc.uhva /\ gpc.uhva < inv[n].end => ~gpc.valid

(* Whoever uses khva uses a page that is alive and the host's.             *)
GpcReadersUseLivePage ==
    \A v \in VCPUS : task[v].pc = "reading" =>
        /\ task[v].pfn \in FRAMES /\ page_refcount[task[v].pfn] > 0
        /\ task[v].pfn = host_pte[gpc.uhva]

(* Nobody makes the cache valid while another refreshes it.                *)
GpcInvalidWhileRefreshed ==
    \A v \in VCPUS : task[v].pc \in {"snapshot", "put", "lookup", "relock", "retry_seq"} => ~gpc.valid

(* A valid cache is active, and notifiers find it.                         *)
GpcValidIsReachable == gpc.valid => gpc.active /\ on_list

(* Each reference has a holder: a host mapping, a refresh, an invalidation *)
(* that has yet to put the page.                                           *)
GpcReferencesBalanced ==
    \A f \in FRAMES : page_refcount[f] =
        Cardinality({h \in HVAS : host_pte[h] = f})
          + Cardinality({v \in VCPUS : task[v].pc # "reading" /\ task[v].pfn = f})
          + Cardinality({n \in INVALIDATORS : f \in inv[n].gather})

(* The active count is the number of invalidations between S1 and E2.      *)
ActiveCountCountsRunning ==
    mn_active_invalidate_count = Cardinality({n \in INVALIDATORS : inv[n].counted})

-----------------------------------------------------------------------------
(* Liveness.  Weak: each thread that can take a step takes it some day.    *)
(* Strong: whoever waits for gpc->lock gets it some day.  Nobody has to    *)
(* start anything, and no lookup has to fail.                              *)
RefreshSteps(v) ==
    \/ read_unlock_gpc_lock(v)
    \/ list_del(v)
    \/ hva_to_pfn_retry(v)
    \/ kvm_release_pfn_clean(v)
    \/ hva_to_pfn(v)
    \/ \E f \in FRAMES : faultin_page(v, f)
    \/ mmu_notifier_retry_cache_seq(v)
    \/ gpc_becomes_valid(v)

InvalidationSteps(n) ==
    \/ kvm_mmu_notifier_invalidate_range_start(n)
    \/ kvm_mmu_invalidate_range_start(n)
    \/ range_meets_no_memslot(n)
    \/ zap_pte_range(n)
    \/ kvm_mmu_invalidate_end(n)
    \/ end_meets_no_memslot(n)
    \/ kvm_mmu_notifier_invalidate_range_end(n)

GpcFairness ==
    /\ \A v \in VCPUS :
           /\ WF_gpcAllVars(RefreshSteps(v))
           /\ SF_gpcAllVars(kvm_gpc_set_active(v))
           /\ SF_gpcAllVars(__kvm_gpc_refresh(v))
           /\ SF_gpcAllVars(mmu_notifier_retry_cache(v))
    /\ \A n \in INVALIDATORS :
           /\ WF_gpcAllVars(InvalidationSteps(n))
           /\ WF_gpcAllVars(\E f \in FRAMES : free_pages_and_swap_cache(n, f))
           /\ SF_gpcAllVars(gfn_to_pfn_cache_invalidate_start(n))

GpcFairSpec == GpcSpec /\ GpcFairness

Refreshing(v) == task[v].pc \in {"lock", "snapshot", "put", "lookup", "relock", "retry_seq"}

(* Once invalidations stop, every refresh comes to an end.                 *)
AllQuiet == \A n \in INVALIDATORS : inv[n].pc = "idle"
GpcRefreshEndsOnceQuiet ==
    \A v \in VCPUS : <>[]AllQuiet => []<>~Refreshing(v)

(* That it is enough if invalidations of the cache's own hva stop is       *)
(* false: neither the active count nor seq has a range.                    *)
HvaQuiet == \A n \in INVALIDATORS : inv[n].pc # "idle" => ~(inv[n].start <= gpc.uhva /\ gpc.uhva < inv[n].end)
GpcRefreshEndsOnceHvaQuiet ==
    \A v \in VCPUS : <>[]HvaQuiet => []<>~Refreshing(v)

-----------------------------------------------------------------------------
(* Witnesses                                                               *)

(* The retry test sends a refresh back: for the count, for seq, and        *)
(* although the page is still the right one.                               *)
GpcRetryByCount == \E v \in VCPUS : task[v].pc = "relock" /\ task'[v].pc = "snapshot"
GpcRetryBySeq == \E v \in VCPUS : task[v].pc = "retry_seq" /\ task'[v].pc = "snapshot"
GpcSpuriousRetry ==
    \E v \in VCPUS : /\ task[v].pc \in {"relock", "retry_seq"} /\ task'[v].pc = "snapshot"
                     /\ task[v].pfn = host_pte[gpc.uhva]

(* S2 finds the cache valid; S2 comes while a refresh looks the page up.   *)
GpcInvalidated == \E n \in INVALIDATORS : inv[n].pc = "gpc" /\ gpc.valid /\ ~gpc'.valid /\ inv'[n].pc # "gpc"
GpcInvalidationDuringLookup ==
    \E n \in INVALIDATORS, v \in VCPUS :
        inv[n].pc = "gpc" /\ inv'[n].pc # "gpc" /\ task[v].pc = "relock"

(* The refresh finds the page that the cache had before.                   *)
GpcSamePageAgain == \E v \in VCPUS : task[v].pc = "retry_seq" /\ gpc'.valid /\ gpc.pfn = task[v].pfn
GpcMovesToOtherHva ==
    \E v \in VCPUS : task[v].pc = "lock" /\ gpc.valid /\ gpc'.uhva # gpc.uhva

(* An invalidation waits for a user of khva.                               *)
GpcReaderDelaysInvalidation ==
    \E n \in INVALIDATORS, v \in VCPUS :
        inv[n].pc = "gpc" /\ task[v].pc = "reading" /\ inv[n].start <= gpc.uhva /\ gpc.uhva < inv[n].end

(* A refresh of a cache that was deactivated meanwhile; a last reference   *)
(* in the hands of a refresh.                                              *)
GpcRefreshRefused == \E v \in VCPUS : task[v].pc = "lock" /\ ~gpc.active /\ task'[v].pc = "idle"
GpcRefreshHoldsLastReference ==
    \E v \in VCPUS : task[v].pc = "put" /\ task'[v].pc = "lookup" /\ page_refcount[task[v].pfn] = 1

=============================================================================
