-------------------------- MODULE TdpMmuProperties --------------------------
(***************************************************************************)
(* What must hold of TdpMmu, the situations that a run must reach, and the *)
(* abstraction of mmu_invalidate_seq (see OpaqueSeq: the same argument; a  *)
(* snapshot is live until the test under mmu_lock has looked at it).       *)
(*                                                                         *)
(* The properties name no operator of the steps: a variant may replace any.*)
(***************************************************************************)
EXTENDS TdpMmu

TdpLiveSnapshots == {fault[v].mmu_seq : v \in VCPUS} \ {NoSeq}

TdpFreshSeq == FreshSeqFrom(0, TdpLiveSnapshots)

-----------------------------------------------------------------------------

TdpPfns == {"none", "page", "old"}
TdpSpteOK(s) ==
    /\ s.st \in {"none", "present", "frozen"} /\ s.pfn \in TdpPfns
    /\ {s.w, s.mmuw, s.a, s.d} \subseteq BOOLEAN
    /\ s.st = "present" <=> s.pfn # "none"
TdpTypeOK ==
    /\ mmu_invalidate_seq \in Nat
    /\ mmu_invalidate_in_progress \in 0..Cardinality(INVALIDATORS)
    /\ mmu_invalidate_range.start \in Nat /\ mmu_invalidate_range.end \in Nat
    /\ mmu_lock.writer \subseteq WALKS /\ mmu_lock.readers \subseteq VCPUS \cup {SlotsThread}
    /\ \A r \in ROOTS, g \in GFNS : TdpSpteOK(sptes[r][g])
    /\ \A i \in DOMAIN tdp_mmu_roots : tdp_mmu_roots[i] \in ROOTS
    /\ invalid_roots \subseteq ROOTS /\ scheduled_roots \subseteq invalid_roots
    /\ \A v \in VCPUS : vcpu_root[v] \in ROOTS /\ free_obsolete \subseteq VCPUS
    /\ \A v \in VCPUS, g \in GFNS : tlb[v][g].pfn \in TdpPfns /\ tlb[v][g].w \in BOOLEAN
    /\ \A g \in GFNS :
           host[g] \in {"none", "ro", "rw"} /\ {page[g].written, page[g].dirty} \subseteq BOOLEAN
    /\ dirty_bitmap \subseteq GFNS /\ uncopied \subseteq GFNS /\ marked_old \in BOOLEAN
    /\ \A v \in VCPUS :
           /\ fault[v].pc \in {"guest", "fast", "fast_cmpxchg", "mark_dirty", "snapshot", "lookup",
                               "lock", "map", "cmpxchg"}
           /\ fault[v].gfn \in GFNS \cup {0} /\ fault[v].kind \in FAULTS \cup {"none"}
           /\ TdpSpteOK(fault[v].old) /\ fault[v].mmu_seq \in Nat \cup {NoSeq}
           /\ fault[v].pfn \in TdpPfns /\ fault[v].writable \in BOOLEAN
    /\ \A x \in WALKS :
           /\ iter[x].root \in ROOTS \cup {0} /\ iter[x].gfn \in GFNS \cup {0}
           /\ TdpSpteOK(iter[x].old) /\ iter[x].flush \in BOOLEAN
    /\ \A n \in INVALIDATORS : inv[n].pc \in {"idle", "walk", "write", "yielded", "modify", "end"}
    /\ slots.pc \in {"idle", "zap_roots", "walk", "write", "frozen", "yielded", "flush", "copy"}
    /\ slots.harvest \subseteq GFNS

-----------------------------------------------------------------------------
(* Safety                                                                  *)

(* What a vCPU can use now: it has a root, and has not been asked to leave *)
(* it.                                                                     *)
CanUse(v) == vcpu_root[v] # 0 /\ v \notin free_obsolete
InList(r) == \E i \in DOMAIN tdp_mmu_roots : tdp_mmu_roots[i] = r
IsPresent(s) == s.st = "present"
IsDirty(s) == IF AD_BITS THEN s.d ELSE s.w
UnderInvalidation(g) ==
    \E n \in INVALIDATORS : inv[n].pc \in {"modify", "end"} /\ g \in inv[n].start..inv[n].end

(* From the return of start to end, no vCPU can reach a page of the range, *)
(* neither through an SPTE nor through a TLB.                              *)
TdpNothingReachableInRange ==
    \A v \in VCPUS, g \in GFNS : (UnderInvalidation(g) /\ CanUse(v)) =>
        ~IsPresent(sptes[vcpu_root[v]][g]) /\ tlb[v][g].pfn = "none"

(* No vCPU reaches a page that the host has taken away.                    *)
TdpNoOldPageReachable ==
    \A v \in VCPUS, g \in GFNS : CanUse(v) =>
        sptes[vcpu_root[v]][g].pfn # "old" /\ tlb[v][g].pfn # "old"

(* No page is marked accessed or dirty after the host has taken it away,   *)
(* not even by a walk over a root that no vCPU uses any more.              *)
TdpMarksOnlyLivePages == ~marked_old

(* While nobody holds mmu_lock for write, what a TLB has is what the SPTE  *)
(* maps: a zap is flushed before the lock is dropped.                      *)
TdpTlbIsFlushedUnderLock ==
    \A v \in VCPUS, g \in GFNS :
        (mmu_lock.writer = {} /\ CanUse(v) /\ tlb[v][g].pfn # "none") =>
            LET s == sptes[vcpu_root[v]][g]
            IN  s.st = "frozen" \/ (IsPresent(s) /\ s.pfn = tlb[v][g].pfn)

(* The same for MMU-writable: no TLB lets the guest write where the SPTE   *)
(* may not be made writable.  A frozen SPTE is not asked.                  *)
TdpTlbWritableOnlyIfMmuWritable ==
    \A v \in VCPUS, g \in GFNS :
        (mmu_lock.writer = {} /\ CanUse(v) /\ tlb[v][g].w) =>
            sptes[vcpu_root[v]][g].st = "frozen" \/ sptes[vcpu_root[v]][g].mmuw

(* The guest may write only where the host may.                            *)
TdpWritableOnlyIfHostWritable ==
    \A v \in VCPUS, g \in GFNS :
        CanUse(v) /\ ~UnderInvalidation(g) /\ (sptes[vcpu_root[v]][g].w \/ tlb[v][g].w)
        => host[g] = "rw"

(* A page that the guest has written is dirty, or an SPTE knows that it is,*)
(* or who has frozen the SPTE will tell.  (What GUP marks when it looks up *)
(* a page for writing is left out: since 6.13 KVM relies on that alone.)   *)
TdpDirtyIsNotLost ==
    \A g \in GFNS : (page[g].written /\ ~page[g].dirty) =>
        \/ slots.pc = "frozen" /\ iter["slots"].gfn = g /\ IsDirty(iter["slots"].old)
        \/ \E r \in ROOTS : IsDirty(sptes[r][g]) /\ sptes[r][g].pfn = "page"

(* What the guest has written since user space copied it is in the dirty   *)
(* bitmap, or is about to be copied, or a vCPU is about to put it there.   *)
TdpDirtyLogIsComplete ==
    \A g \in uncopied :
        \/ g \in dirty_bitmap \/ g \in slots.harvest
        \/ \E v \in VCPUS : fault[v].pc = "mark_dirty" /\ fault[v].gfn = g

(* A frozen SPTE is changed by nobody but who froze it, and becomes empty. *)
TdpFrozenIsLeftAlone ==
    [][\A r \in ROOTS, g \in GFNS : sptes[r][g].st = "frozen" =>
           sptes'[r][g].st = "frozen" \/ (sptes'[r][g].st = "none" /\ slots.pc = "frozen")]_tdpVars

(* handle_changed_spte(): BUG() if a present leaf replaces one of another  *)
(* page.                                                                   *)
TdpNoInvalidSpteChange ==
    [][\A r \in ROOTS, g \in GFNS :
           /\ IsPresent(sptes[r][g]) /\ IsPresent(sptes'[r][g])
           /\ sptes[r][g].pfn # sptes'[r][g].pfn
           => sptes[r][g].pfn = "page" /\ inv # inv']_tdpVars

(* Nothing is installed while some TLB has what was there before.          *)
TdpNothingInstalledBesideTlb ==
    [][\A r \in ROOTS, g \in GFNS :
           (~IsPresent(sptes[r][g]) /\ IsPresent(sptes'[r][g])) =>
               \A v \in VCPUS : (CanUse(v) /\ vcpu_root[v] = r) => tlb[v][g].pfn = "none"]_tdpVars

(* An invalid root that has been zapped stays empty; so does one that has  *)
(* been freed.  After the update of memslots no notifier would find what   *)
(* is left there.                                                          *)
TdpZappedRootStaysEmpty ==
    \A r \in ROOTS : ((r \in invalid_roots /\ r \notin scheduled_roots) \/ ~InList(r)) =>
        \A g \in GFNS : ~IsPresent(sptes[r][g])

(* A walk is at a root that has not been freed.                            *)
TdpWalkedRootIsAlive == \A x \in WALKS : iter[x].root # 0 => InList(iter[x].root)

(* A fault takes nobody's write permission away.                           *)
TdpFaultKeepsWritable ==
    [][\A r \in ROOTS, g \in GFNS : sptes[r][g].mmuw /\ IsPresent(sptes'[r][g]) =>
           sptes'[r][g].mmuw]_tdpVars

-----------------------------------------------------------------------------
(* Witnesses                                                               *)

TdpFastPfFixes ==
    \E v \in VCPUS : fault[v].pc = "fast_cmpxchg" /\ fault'[v].pc \in {"guest", "mark_dirty"}
TdpFastPfRestoresAccess ==
    \E v \in VCPUS : fault[v].pc = "fast_cmpxchg" /\ fault'[v].pc = "guest" /\ ~fault[v].old.a
TdpFastPfLoses == \E v \in VCPUS : fault[v].pc = "fast_cmpxchg" /\ fault'[v].pc = "fast"
TdpFastPfSpurious == \E v \in VCPUS : fault[v].pc = "fast" /\ fault'[v].pc = "guest"
TdpFaultLosesCmpxchg ==
    \E v \in VCPUS : fault[v].pc = "cmpxchg" /\ sptes[vcpu_root[v]][fault[v].gfn] # fault[v].old
TdpFaultMeetsFrozen ==
    \E v \in VCPUS : fault[v].pc = "map" /\ sptes[vcpu_root[v]][fault[v].gfn].st = "frozen"
TdpFaultSpurious ==
    \E v \in VCPUS : /\ fault[v].pc = "map" /\ fault'[v].pc = "guest"
                     /\ IsPresent(sptes[vcpu_root[v]][fault[v].gfn])
TdpTwoFaultsInP18 == \E v, u \in VCPUS : v # u /\ fault[v].pc = "cmpxchg" /\ fault[u].pc = "cmpxchg"
TdpZapMeetsNewWritable ==
    \E n \in INVALIDATORS : /\ inv[n].pc = "write" /\ iter[n].root # 0
                            /\ ~iter[n].old.w /\ sptes[iter[n].root][iter[n].gfn].w
TdpSlotsLosesCmpxchg ==
    slots.pc = "write" /\ sptes[iter["slots"].root][iter["slots"].gfn] # iter["slots"].old
TdpWriteThroughStaleTlb ==
    \E v \in VCPUS, g \in GFNS :
        CanUse(v) /\ tlb[v][g].w /\ IsPresent(sptes[vcpu_root[v]][g]) /\ ~sptes[vcpu_root[v]][g].w
TdpYieldWithFlush ==
    \E n \in INVALIDATORS : iter[n].flush /\ inv[n].pc = "walk" /\ inv'[n].pc = "yielded"
TdpRetryDuringYield ==
    /\ \E n \in INVALIDATORS : inv[n].pc = "yielded"
    /\ \E v \in VCPUS : fault[v].pc = "lock" /\ fault'[v].pc = "guest"
TdpZapInInvalidRoot ==
    \E n \in INVALIDATORS : inv[n].pc = "write" /\ iter[n].root \in invalid_roots
TdpTwoWalksOfOneRoot ==
    \E n \in INVALIDATORS : iter[n].root # 0 /\ iter[n].root = iter["slots"].root
TdpFaultOnObsoleteRoot ==
    \E v \in VCPUS : fault[v].pc = "lock" /\ vcpu_root[v] \in invalid_roots
TdpWalkHoldsLastReference ==
    \E n \in INVALIDATORS : /\ iter[n].root \in invalid_roots \ scheduled_roots
                            /\ \A v \in VCPUS : vcpu_root[v] # iter[n].root
TdpAgedEntryInTlb ==
    \E v \in VCPUS, g \in GFNS : CanUse(v) /\ tlb[v][g].pfn # "none" /\ ~sptes[vcpu_root[v]][g].a

=============================================================================
