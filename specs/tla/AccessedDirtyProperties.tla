---------------------- MODULE AccessedDirtyProperties ----------------------
(***************************************************************************)
(* What must hold of AccessedDirty, the situations that a run must reach,  *)
(* and the abstraction of mmu_invalidate_seq (see OpaqueSeq: a snapshot is *)
(* live while it is stored).                                               *)
(***************************************************************************)
EXTENDS AccessedDirtyHost

AdLiveSnapshots == {fault[v].mmu_seq : v \in VCPUS} \ {-1}

FreshAdSeq == FreshSeqFrom(0, AdLiveSnapshots)

AdTypeOK ==
    /\ NotifierTypeOK /\ AdPagesTypeOK
    /\ host_pte.pfn \in FRAMES \cup {NoPfn} /\ host_pte.w \in BOOLEAN /\ host_pte.d \in BOOLEAN
    /\ \A s \in {spte, old_spte} :
           /\ s.pfn \in FRAMES \cup {NoPfn}
           /\ {s.w, s.a, s.d, s.refcounted} \subseteq BOOLEAN
    /\ \A v \in VCPUS :
           /\ fault[v].pc \in {"guest", "lookup", "map", "release"}
           /\ fault[v].pfn \in FRAMES \cup {NoPfn} /\ fault[v].mmu_seq \in Nat \cup {-1}
    /\ \A n \in INVALIDATORS :
           /\ inv[n].pc \in {"idle", "modify", "free", "end", "clear_dirty", "decide", "pageout",
                             "discard"}
           /\ inv[n].pfn \in FRAMES \cup {NoPfn} /\ inv[n].ref \in BOOLEAN
    /\ others \subseteq FRAMES /\ unsaved \subseteq FRAMES
    /\ stale \subseteq VCPUS \cup {"spte", "old_spte"} /\ bad_mark \in BOOLEAN

-----------------------------------------------------------------------------
(* Safety                                                                  *)

(* No flag is set on a page that was freed since KVM learned of it, be it  *)
(* free now or somebody else's.                                            *)
AdMarksOnlyLivePages == ~bad_mark

(* The guest reaches no page that was freed since it was mapped. *)
AdNoFreedPageMapped == "spte" \notin stale

(* Whatever class a page is of, its count is the number of references that *)
(* somebody holds.                                                         *)
AdHolders(f) ==
    (IF page[f].class = "zero" THEN 1 ELSE 0)
    + (IF host_pte.pfn # NoPfn /\ Counted(host_pte.pfn) /\ compound_head(host_pte.pfn) = f
       THEN 1 ELSE 0)
    + (IF f \in others THEN 1 ELSE 0)
    + Cardinality({v \in VCPUS : fault[v].ref /\ compound_head(fault[v].pfn) = f})
    + Cardinality({n \in INVALIDATORS : inv[n].ref /\ compound_head(inv[n].pfn) = f})

AdRefsBalanced == \A f \in FRAMES : page[f].class # "tail" => page[f].count = AdHolders(f)

(* The end of a fault puts what its lookup got: one reference or none. *)
AdPutMatchesGet ==
    [][\A v \in VCPUS :
           fault[v].pc \in {"map", "release"} /\ fault'[v].pc = "guest" =>
               LET h == compound_head(fault[v].pfn)
               IN  page'[h].count = page[h].count - (IF fault[v].ref THEN 1 ELSE 0)]_adVars

(* A page is thrown away only if everything that the guest wrote to it is  *)
(* somewhere else.                                                         *)
AdDiscardedPageIsSaved == \A n \in INVALIDATORS : inv[n].pc = "discard" => inv[n].pfn \notin unsaved

(* True where KVM marks when it maps: a page whose flag is clean has no    *)
(* writable SPTE, in any root that a guest uses.                           *)
AdCleanPageHasNoWritableSpte ==
    spte.w /\ Counted(spte.pfn) => page[compound_head(spte.pfn)].dirty

(* A driver's page that has no count is none of KVM's business. *)
AdDriversPageIsNotMarked ==
    \A f \in FRAMES : page[f].class = "special" => ~page[f].dirty /\ ~page[f].accessed

(* The ZERO_PAGE is shared by everybody: neither flag is ever set. *)
AdZeroPageIsNotMarked ==
    \A f \in FRAMES : page[f].class = "zero" => ~page[f].dirty /\ ~page[f].accessed

(* A driver's page without a count gets to the guest: false in 6.1 and     *)
(* 6.12, where the lookup refuses it.                                      *)
AdDriversPageIsRefused ==
    spte.pfn # NoPfn => page[spte.pfn].class # "special" \/ "spte" \in stale

-----------------------------------------------------------------------------
(* Witnesses                                                               *)

AdZapMarksDirty == \E f \in FRAMES : /\ spte.pfn # NoPfn /\ spte'.pfn = NoPfn
                                     /\ ~page[f].dirty /\ page'[f].dirty
AdGuestWriteSaved == \E n \in INVALIDATORS : inv[n].pc = "pageout" /\ inv[n].pfn \in unsaved
AdOnlyKvmKnowsOfWrite == spte.pfn # NoPfn /\ spte.pfn \in unsaved /\ ~host_pte.d
                         /\ ~page[compound_head(spte.pfn)].dirty
AdCleanPageDiscarded ==
    \E n \in INVALIDATORS : inv[n].pc = "decide" /\ inv'[n].pc = "discard"
AdCleanerMeetsFault ==
    \E n \in INVALIDATORS, v \in VCPUS : inv[n].pc = "clear_dirty" /\ fault[v].pc \in {"map", "release"}
AdRetryAfterClean ==
    \E v \in VCPUS : fault[v].pc = "map" /\ fault'[v].pc # "map" /\ spte' = spte
                     /\ fault[v].mmu_seq # mmu_invalidate_seq
AdLastReferenceIsTheFaults ==
    \E v \in VCPUS : fault[v].pc \in {"map", "release"} /\ fault'[v].pc = "guest"
                     /\ page[fault[v].pfn].class # "free" /\ page'[fault[v].pfn].class = "free"
AdOldRootOutlivesMapping == old_spte.pfn # NoPfn /\ spte.pfn # NoPfn
AdZapOfOldRootMarks == old_spte # NoSpte /\ old_spte' = NoSpte /\ page' # page
AdAgingMarksDirty == spte.a /\ ~spte'.a /\ spte'.pfn = spte.pfn /\ page' # page
AdFrameHasNewOwner == others # {}
AdZeroPageMapped == spte.pfn # NoPfn /\ page[spte.pfn].class = "zero"
AdTailMapped == spte.pfn # NoPfn /\ page[spte.pfn].class = "tail"
AdDriversPageMapped == spte.pfn # NoPfn /\ page[spte.pfn].class = "special"
AdLookupRefused == \E v \in VCPUS : fault[v].pc = "lookup" /\ fault'[v].pc = "guest"
AdFrameOfUncountedFaultIsTaken ==
    \E v \in VCPUS : fault[v].pc = "release" /\ ~fault[v].ref /\ fault[v].pfn \in others

=============================================================================
