--------------------- MODULE AgingAndChangePteProperties ---------------------
(***************************************************************************)
(* What must hold of AgingAndChangePte, the situations that a run must     *)
(* reach, and the abstraction of mmu_invalidate_seq (see OpaqueSeq).       *)
(***************************************************************************)
EXTENDS AgingAndChangePte

LiveAgeSnapshots == {fault[v].mmu_seq : v \in VCPUS} \ {NoSeq}

FreshAgeSeq == FreshSeqFrom(0, LiveAgeSnapshots)

(* change_pte never finds anything to change: it had no use.               *)
AgeChangePteFindsNothing == \A n \in INVALIDATORS : inv[n].pc = "change_pte" => spte.pfn = "none"

(* It is called between start and end: two warnings say so.                *)
AgeChangePteWithinInvalidation ==
    \A n \in INVALIDATORS : inv[n].pc = "change_pte" => mn_active_invalidate_count # 0

(* The guest maps what the host maps.                                      *)
AgeGuestMapsWhatHostMaps == spte.pfn # "stale"

(* No TLB has what the table has not.                                      *)
AgeTlbFollowsSpte == spte.pfn = "none" => tlb = {}

(* A page that the guest has used since it was aged is seen to be young.   *)
(* Not so after clear_young, which leaves the TLB alone.                   *)
AgeUseIsSeen == used /\ spte.pfn # "none" => spte.young

-----------------------------------------------------------------------------
(* Witnesses *)

AgeAged == spte.young /\ ~spte'.young /\ spte'.pfn # "none"
AgeYoungAgain == used /\ spte.young /\ \E v \in VCPUS : v \notin tlb
AgeFaultRetriesBesideChangePte ==
    \E v \in VCPUS, n \in INVALIDATORS :
        /\ fault[v].pc = "map" /\ fault'[v].pc = "guest"
        /\ inv[n].pc = "change_pte" /\ spte'.pfn = "none"
AgeNewPageMapped ==
    \E v \in VCPUS, n \in INVALIDATORS :
        fault[v].pc = "lookup" /\ fault'[v].pc = "map" /\ inv[n].pc = "end" /\ inv[n].op = "replace"

=============================================================================
