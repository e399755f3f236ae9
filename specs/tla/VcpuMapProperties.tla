------------------------- MODULE VcpuMapProperties --------------------------
(***************************************************************************)
(* What must hold of VcpuMap, what one might expect to hold and does not,  *)
(* and the situations that a run must reach.                               *)
(***************************************************************************)
EXTENDS VcpuMap

Holds(v) == map[v].pfn # NoPfn

(* The reference keeps the page alive. *)
MapHeldPageNotFreed == \A v \in VCPUS : map[v].pfn \notin buddy

(* The page is the one that the guest has.  False in general. *)
MapHeldPageIsHosts == \A v \in VCPUS : Holds(v) /\ Present => map[v].pfn = host_pte

(* Nobody else sees what KVM writes.  False without a pin. *)
MapHeldPageNotShared == \A v \in VCPUS : Holds(v) => child_pte # map[v].pfn

(* A mapping begins with the page that the host has there. *)
MapStartsWithHostsPage ==
    [][\A v \in VCPUS :
           map[v].pc = "none" /\ map'[v].pc = "mapped" => map'[v].pfn = host_pte]_mapVars

MapMarksOnlyLivePages == ~page_marked_dead

MapReferencesBalanced ==
    \A f \in FRAMES :
        page_refcount[f] = Cardinality({v \in VCPUS : map[v].pfn = f /\ map[v].ref})
                           + Cardinality({"host" : x \in {host_pte, migrating} \cap {f}})
                           + Cardinality({child_pte} \cap {f}) + Cardinality(batch \cap {f})

-----------------------------------------------------------------------------
(* Witnesses                                                               *)

MapHoldsOtherPage == \E v \in VCPUS : Holds(v) /\ Present /\ map[v].pfn # host_pte
MapHoldsLastReference == \E v \in VCPUS : Holds(v) /\ page_refcount[map[v].pfn] = 1
MapLastPutFrees == \E v \in VCPUS : Holds(v) /\ ~(map[v].pfn \in buddy) /\ map[v].pfn \in buddy'
MapMigrationRefused == migrating # NoPfn /\ page_count(migrating) > 1 /\ host_pte' = migrating
MapMigrated == migrating # NoPfn /\ host_pte' \notin {NoPfn, migrating}
MapPageSharedWithChild == \E v \in VCPUS : Holds(v) /\ child_pte = map[v].pfn
MapTwoHoldDifferentPages ==
    \E v, w \in VCPUS : Holds(v) /\ Holds(w) /\ map[v].pfn # map[w].pfn
MapForkedBeforePin == \E v \in VCPUS : Holds(v) /\ child_pte # NoPfn

=============================================================================
