------------------------- MODULE ApicPageProperties -------------------------
(***************************************************************************)
(* What must hold of ApicPage, the situations that a run must reach, and   *)
(* the abstraction of mmu_invalidate_seq (see OpaqueSeq: the same          *)
(* argument; every snapshot that is not NoSeq is live).                    *)
(***************************************************************************)
EXTENDS ApicPage

LiveApicSnapshots == {vcpu[v].mmu_seq : v \in VCPUS} \ {NoSeq}

FreshApicSeq == FreshSeqFrom(0, LiveApicSnapshots)

-----------------------------------------------------------------------------
(* Safety                                                                  *)

RunsGuest(v) == vcpu[v].pc = "guest"

ApicGuestRunsWithHostsPage == \A v \in VCPUS : RunsGuest(v) => vmcs[v] = host_pte
ApicGuestRunsWithoutFreedPage == \A v \in VCPUS : RunsGuest(v) => vmcs[v] \notin buddy

ApicInProgressCountsRunning ==
    mmu_invalidate_in_progress = Cardinality({n \in INVALIDATORS : inv[n].pc \in {"clear", "end"}})

ApicReferencesBalanced ==
    \A f \in FRAMES :
        page_refcount[f] = Cardinality({host_pte} \cap {f})
                           + Cardinality({v \in VCPUS : vcpu[v].pfn = f})
                           + Cardinality({n \in INVALIDATORS : f \in inv[n].batch})

-----------------------------------------------------------------------------
(* Liveness: a vCPU that raises its request again and again gets into the  *)
(* guest once nothing is invalidated any more.                             *)
ApicVcpuSteps(v) ==
    \/ vcpu_enter_guest(v)
    \/ kvm_check_request(v)
    \/ vmx_set_apic_access_page_addr(v)
    \/ gfn_to_pfn_memslot(v)
    \/ \E f \in FRAMES : faultin_page(v, f)
    \/ vmcs_write64(v)
    \/ kvm_release_pfn_clean(v)

ApicInvalidatorSteps(n) ==
    \/ zap_pte_range(n)
    \/ kvm_mmu_invalidate_end(n)
    \/ \E f \in FRAMES : free_pages_and_swap_cache(n, f)

ApicFairSpec ==
    /\ ApicSpec
    /\ \A v \in VCPUS : WF_apicVars(ApicVcpuSteps(v))
    /\ \A n \in INVALIDATORS : WF_apicVars(ApicInvalidatorSteps(n))

ApicNothingInvalidated == \A n \in INVALIDATORS : inv[n].pc = "idle"

ApicReloadEndsOnceQuiet ==
    \A v \in VCPUS : <>[]ApicNothingInvalidated => []<>RunsGuest(v)

-----------------------------------------------------------------------------
(* Witnesses                                                               *)

Tests(v) == vcpu[v].pc = "test" /\ vcpu'[v].pc = "release"
ApicVmcsWritten == \E v \in VCPUS : Tests(v) /\ vmcs'[v] # vmcs[v]
ApicReloadRetriesByInProgress ==
    \E v \in VCPUS : /\ Tests(v) /\ v \in apic_request' \ apic_request
                     /\ mmu_invalidate_in_progress # 0
ApicReloadRetriesBySeq ==
    \E v \in VCPUS : Tests(v) /\ mmu_invalidate_in_progress = 0 /\ vmcs' = vmcs
                     /\ vcpu[v].mmu_seq # mmu_invalidate_seq
ApicVcpuKickedOut ==
    \E v \in VCPUS, n \in INVALIDATORS : RunsGuest(v) /\ inv[n].pc = "idle" /\ inv'[n].pc = "clear"
ApicVmcsHasFreedPage == \E v \in VCPUS : vmcs[v] \in buddy
ApicGuestRunsWithNewPage == \E v \in VCPUS : RunsGuest(v) /\ vmcs[v] = 2
ApicReloadHoldsLastReference ==
    \E v \in VCPUS : vcpu[v].pfn # NoPfn /\ page_count(vcpu[v].pfn) = 1 /\ host_pte # vcpu[v].pfn

=============================================================================
