-------------------- MODULE NotifierSubscribersProperties --------------------
(***************************************************************************)
(* What must hold of NotifierSubscribers, the situations that a run must   *)
(* reach, and the abstraction of mmu_invalidate_seq (see OpaqueSeq).       *)
(***************************************************************************)
EXTENDS NotifierSubscribers

LiveSubSnapshots == {fault[v].mmu_seq : v \in VCPUS} \ {NoSeq}

FreshSubSeq == FreshSeqFrom(0, LiveSubSnapshots)

-----------------------------------------------------------------------------
(* Safety *)

NoneRuns == \A n \in INVALIDATORS : inv[n].pc = "idle"

(* start_end and kvm have both hooks, and do not refuse. *)
Pairs(s) == SUBSCRIBERS[s] = "start_end" \/ (SUBSCRIBERS[s] = "kvm" /\ listed)

(* Who was told of a start is told of its end: also of a start that        *)
(* somebody else has refused.                                              *)
SubEveryStartIsEnded == NoneRuns => \A s \in Subs : Pairs(s) => open[s] = 0

(* Nobody is told of an end whose start it was not told of, or refused.    *)
SubNoEndWithoutStart == \A s \in Subs : open[s] >= 0

(* KVM's counters come back to zero, as long as it is on the list.         *)
SubInProgressBalanced ==
    NoneRuns /\ listed => mmu_invalidate_in_progress = 0 /\ mn_active_invalidate_count = 0

(* The interval notifiers are not left in an invalidation that is over.    *)
(* Not so in 6.1 and 6.12: they agree, one of the list refuses.            *)
SubIntervalNotLeftOpen == NoneRuns => \A s \in Subs : SUBSCRIBERS[s] = "interval" => open[s] = 0

(* The host changes its entries only if nobody has refused.                *)
SubHostHeedsRefusal == \A n \in INVALIDATORS : inv[n].pc = "modify" => ~inv[n].refused

(* Between them nothing is mapped; E1 has not been yet.                    *)
BeforeKvmsEnd(n) ==
    \/ inv[n].pc = "modify"
    \/ /\ inv[n].pc = "end" /\ inv[n].half = 1
       /\ \A s \in 1..(inv[n].at - 1) : SUBSCRIBERS[s] # "kvm"
SubNothingMappedWhileInvalidated == (\E n \in INVALIDATORS : BeforeKvmsEnd(n)) => spte = "none"
SubGuestMapsWhatHostMaps == spte # "stale"

(* When the mm is gone, and when kvm_destroy_vm() goes on, nothing is      *)
(* mapped, and nothing will be.                                            *)
KvmLeft == destroyer \in {"destroy", "done"}
SubNothingMappedAfterRelease == exit = "done" \/ KvmLeft => spte = "none"

(* No callback runs in a VM that is being freed.                           *)
SubNoCallbackAfterUnregister ==
    [][KvmLeft =>
           /\ UNCHANGED <<mmu_invalidate_seq, mmu_invalidate_in_progress>>
           /\ mn_active_invalidate_count' \in {0, mn_active_invalidate_count}]_subVars

(* The warning of kvm_destroy_vm(): no invalidation runs, unless KVM left  *)
(* between a start and its end.  And the freeing of memslots does not wait.*)
SubDestroyDoesNotWarn ==
    destroyer = "destroy" /\ mn_active_invalidate_count = 0 => mmu_invalidate_in_progress = 0
SubFreeingMemslotsDoesNotWait == destroyer = "done" => mn_active_invalidate_count = 0

-----------------------------------------------------------------------------
(* Liveness: a guest that goes on touching its page gets it, once the host *)
(* leaves it alone.                                                        *)
SubVcpuSteps(v) == kvm_faultin_pfn(v) \/ hva_to_pfn(v) \/ kvm_tdp_mmu_map(v)
SubInvalidatorSteps(n) ==
    \/ invalidate_range_start(n) \/ invalidate_range_start_returns(n) \/ zap_pte_range(n)
    \/ invalidate_range_end(n) \/ invalidate_range_end_returns(n)

SubFairSpec ==
    /\ SubSpec
    /\ \A v \in VCPUS : WF_subVars(SubVcpuSteps(v))
    /\ \A n \in INVALIDATORS : WF_subVars(SubInvalidatorSteps(n))

SubFaultCompletesOnceQuiet == <>[]NoneRuns => <>[](spte = "current")

-----------------------------------------------------------------------------
(* Witnesses *)

SubRefusedAfterKvmAgreed ==
    \E n \in INVALIDATORS : inv[n].pc = "start" /\ inv[n].refused /\ mmu_invalidate_in_progress > 0
SubKvmUndone ==
    \E n \in INVALIDATORS :
        inv[n].pc = "undo" /\ mmu_invalidate_in_progress' < mmu_invalidate_in_progress
SubKvmCalledAfterRefusal ==
    \E n \in INVALIDATORS :
        /\ inv[n].pc = "start" /\ inv[n].refused
        /\ mn_active_invalidate_count' > mn_active_invalidate_count
SubRefusedByInterval == \E n \in INVALIDATORS : inv[n].pc = "start" /\ inv'[n].pc = "idle"
SubFaultRetries ==
    \E v \in VCPUS :
        fault[v].pc = "map" /\ fault'[v].pc = "guest" /\ spte = "none" /\ spte' = "none"
SubReleaseZaps == destroyer = "release" /\ spte = "current" /\ spte' = "none"
SubReleaseBesideInvalidation ==
    exit = "release" /\ exit' = "unlist" /\ \E n \in INVALIDATORS : inv[n].pc # "idle"
SubUnregisteredBetweenStartAndEnd ==
    destroyer = "destroy" /\ mn_active_invalidate_count > 0 /\ mmu_invalidate_in_progress > 0
SubUnregisterWaits == destroyer = "synchronize" /\ grace.destroyer # {}
SubBothLeave == destroyer = "unlist" /\ exit = "unlist"

=============================================================================
