------------------------ MODULE HugePagesProperties -------------------------
(***************************************************************************)
(* What must hold of HugePages, the situations that a run must reach, and  *)
(* the abstraction of mmu_invalidate_seq (see OpaqueSeq: the same          *)
(* argument; every snapshot that is not NoSeq is live).                    *)
(***************************************************************************)
EXTENDS HugePages

LiveHugeSnapshots == {fault[v].mmu_seq : v \in VCPUS} \ {NoSeq}

FreshHugeSeq == FreshSeqFrom(0, LiveHugeSnapshots)

-----------------------------------------------------------------------------
(* Safety                                                                  *)

(* A huge SPTE lies over a large entry of the host, never over small ones. *)
HugeSpteWithinHostMapping == spte_huge => host_huge

HugeMapsWhatHostMaps == \A g \in GFNS : spte[g] # NoPfn => spte[g] = host_pte[g]

HugeNoFreedPageMapped == \A g \in GFNS : spte[g] \notin buddy

(* What include/linux/mmu_notifier.h promises of start and end.            *)
(* A huge SPTE breaks it, see the model huge-spte-in-invalidated-range.    *)
HugeNoMappingInInvalidatedRange ==
    \A n \in INVALIDATORS :
        inv[n].begun # 0 => \A g \in inv[n].start..(inv[n].end - 1) : spte[g] = NoPfn

(* VM_BUG_ON() in kvm_mmu_hugepage_adjust(). *)
HugeGfnAndPfnAligned ==
    \A v \in VCPUS :
        fault[v].pc = "map" /\ fault[v].goal_level = 2 => fault[v].gfn % 2 = fault[v].pfn % 2

(* A gfn whose memory is private is not mapped as shared. *)
HugeNoSharedMappingOfPrivate == \A g \in attr_private : spte[g] = NoPfn

(* The flag says what it is for, whenever nobody is changing attributes.   *)
HugeMixedMeansMixed ==
    updater.pc = "idle" => lpage_mixed = (attr_private \cap BLOCK \notin {{}, BLOCK})

HugeInProgressCountsRunning ==
    LET begun == {<<n, i>> \in INVALIDATORS \X {1, 2} : i <= inv[n].begun}
    IN  mmu_invalidate_in_progress = Cardinality(begun) + (IF updater.pc = "idle" THEN 0 ELSE 1)

(* The references to the compound page (or the page) whose head is f.      *)
HostRefs(f) ==
    IF PFNMAP THEN 0
    ELSE Cardinality({g \in GFNS : /\ host_pte[g] # NoPfn /\ page_head[host_pte[g]] = f
                                   /\ host_huge /\ g \in BLOCK => g = 1})
UnmappersRefs(f) ==
    Cardinality({<<n, x>> \in INVALIDATORS \X FRAMES : x \in inv[n].batch /\ page_head[x] = f})
CollapserRefs(f) ==
    Cardinality({<<n, g>> \in INVALIDATORS \X BLOCK :
                     inv[n].table[g] # NoPfn /\ page_head[inv[n].table[g]] = f})
FaultRefs(f) == Cardinality({v \in VCPUS : fault[v].pfn # NoPfn /\ page_head[fault[v].pfn] = f})

HugeReferencesBalanced ==
    \A f \in FRAMES :
        page_refcount[f] = IF page_head[f] # f THEN 0
                           ELSE OwnersRefs(f) + HostRefs(f) + UnmappersRefs(f)
                                + CollapserRefs(f) + FaultRefs(f)

-----------------------------------------------------------------------------
(* Witnesses                                                               *)

Maps(v) == fault[v].pc = "map" /\ fault'[v].pc = "release"
SentBack(v) == fault[v].pc = "stale" /\ fault'[v].pc = "release"
Running(n, op) == inv[n].begun # 0 /\ inv[n].op = op

HugeSpteInstalled == spte_huge
(* The guest touched the second gfn: the pfn of the SPTE is another one than was looked up. *)
HugeTailLookedUp == \E v \in VCPUS : Maps(v) /\ fault[v].goal_level = 2 /\ fault[v].gfn = 2
HugeHostButSmallSpte ==
    \E v \in VCPUS : Maps(v) /\ host_huge /\ fault[v].gfn \in BLOCK /\ fault[v].goal_level = 1
HugeSpteReplacesSmallOnes ==
    \E v \in VCPUS : /\ Maps(v) /\ fault[v].goal_level = 2
                     /\ ~spte_huge /\ spte[3 - fault[v].gfn] # NoPfn
HugeSpteZappedByPart ==
    /\ spte_huge /\ ~spte_huge'
    /\ \E n \in INVALIDATORS : inv[n].pc = "idle" /\ inv'[n].end - inv'[n].start = 1
HugeSpteZappedBySplit ==
    spte_huge /\ \E n \in INVALIDATORS : inv[n].pc = "idle" /\ inv'[n].op = "split"
HugeSpteZappedByNestedSplit ==
    spte_huge /\ \E n \in INVALIDATORS : inv[n].begun = 1 /\ inv'[n].begun = 2
(* The pages did not change, only the size of the host's entry. *)
HugeFaultRetriesBySplit ==
    \E v \in VCPUS, n \in INVALIDATORS :
        SentBack(v) /\ Running(n, "split") /\ host_pte[fault[v].gfn] = fault[v].pfn
HugeMapsBesideInvalidation ==
    \E v \in VCPUS, n \in INVALIDATORS : Maps(v) /\ inv[n].begun # 0 /\ fault[v].goal_level = 2
HugeTailHeldAfterUnmap ==
    \E v \in VCPUS, n \in INVALIDATORS :
        /\ fault[v].pfn # NoPfn /\ PageTail(fault[v].pfn)
        /\ host_pte[fault[v].gfn] # fault[v].pfn /\ inv[n].pc = "idle"
HugeCollapsed == \E n \in INVALIDATORS : inv[n].pc = "collapse" /\ inv'[n].pc = "free"
HugeCollapseFailsByFault ==
    \E n \in INVALIDATORS, v \in VCPUS :
        /\ inv[n].pc = "collapse" /\ IsolationFails(n) /\ inv'[n].pc = "idle"
        /\ \E g \in BLOCK : inv[n].table[g] # NoPfn /\ inv[n].table[g] = fault[v].pfn
HugeFaultRetriesByCollapse ==
    \E v \in VCPUS, n \in INVALIDATORS : SentBack(v) /\ inv[n].op = "collapse"
(* Sent back although neither its page nor its attribute changes. *)
HugeFaultRetriesByNeighboursAttribute ==
    \E v \in VCPUS : SentBack(v) /\ updater.pc # "idle"
                     /\ ~(updater.start <= fault[v].gfn /\ fault[v].gfn < updater.end)
                     /\ \A n \in INVALIDATORS : inv[n].begun = 0
HugeFaultMeetsPrivate ==
    \E v \in VCPUS : fault[v].pc = "private" /\ fault'[v].pc = "guest"
HugeSpteZappedByAttributes ==
    spte_huge /\ updater.pc = "idle" /\ updater'.pc = "store" /\ ~spte_huge'

=============================================================================
