----------------------- MODULE DriverPagesProperties ------------------------
(***************************************************************************)
(* What must hold of DriverPages, the situations that a run must reach,    *)
(* and the abstraction of mmu_invalidate_seq (see OpaqueSeq: the same      *)
(* argument; every snapshot that is not NoSeq is live).                    *)
(***************************************************************************)
EXTENDS DriverPages

LiveDrvSnapshots == {fault[v].mmu_seq : v \in VCPUS} \ {NoSeq}

FreshDrvSeq == FreshSeqFrom(0, LiveDrvSnapshots)

-----------------------------------------------------------------------------
(* Safety                                                                  *)

FreeFrames == buddy \cup drv_free

DrvNoFreedPageMapped == spte \notin FreeFrames
DrvMapsWhatHostMaps == spte # NoPfn => spte = host_pte
DrvNoMappingInInvalidatedRange ==
    \A n \in INVALIDATORS : drv[n].begun => spte = NoPfn

DrvInProgressCountsRunning ==
    mmu_invalidate_in_progress = Cardinality({n \in INVALIDATORS : drv[n].begun})

(* Device memory has no count at all. *)
DrvReferencesBalanced ==
    \A f \in FRAMES :
        page_refcount[f] = IF CLASS[f] # "ram" THEN 0
                           ELSE Cardinality({drv_page} \cap {f})
                                + Cardinality({v \in VCPUS : fault[v].pfn = f})

-----------------------------------------------------------------------------
(* Witnesses                                                               *)

SentBack(v) == fault[v].pc = "map" /\ fault'[v].pc = "release" /\ spte' # fault[v].pfn
DrvDeviceMemoryMapped == spte # NoPfn /\ CLASS[spte] # "ram"
DrvSystemMemoryMapped == spte # NoPfn /\ CLASS[spte] = "ram"
(* No reference keeps the memory: only the notifier sends the fault back.  *)
DrvFreedWhileLookedUp == \E v \in VCPUS : SentBack(v) /\ fault[v].pfn \in drv_free
DrvGivenAwayWhileLookedUp ==
    \E v \in VCPUS : SentBack(v) /\ CLASS[fault[v].pfn] # "ram"
                     /\ fault[v].pfn # drv_page /\ drv_page # NoPfn
(* The same frame is the buffer again: the page is right, and it is retried. *)
DrvSameFrameAgain == \E v \in VCPUS : SentBack(v) /\ fault[v].pfn = drv_page /\ host_pte = drv_page
DrvFaultHoldsLastReference ==
    \E v \in VCPUS : /\ fault[v].pfn \notin {NoPfn, drv_page}
                     /\ CLASS[fault[v].pfn] = "ram" /\ page_count(fault[v].pfn) = 1
DrvFaultFreesPage ==
    \E v \in VCPUS : fault[v].pc = "release" /\ fault'[v].pc = "guest" /\ buddy' # buddy

=============================================================================
