---------------------- MODULE AsyncPageFaultProperties ----------------------
(***************************************************************************)
(* What must hold of AsyncPageReady, the situations that a run must reach, *)
(* and the abstraction of mmu_invalidate_seq (see OpaqueSeq: the same      *)
(* argument; a snapshot is reset where its fault ends).                    *)
(***************************************************************************)
EXTENDS AsyncPageReady

ApfLiveSnapshots == {fault[v].mmu_seq : v \in VCPUS} \ {NoSeq}

ApfFreshSeq == FreshSeqFrom(0, ApfLiveSnapshots)

-----------------------------------------------------------------------------
(* Safety                                                                  *)

ApfTypeOK ==
    /\ mmu_invalidate_seq \in Nat /\ mmu_invalidate_in_progress \in 0..Cardinality(INVALIDATORS)
    /\ \A g \in GFNS : host[g] \in {"present", "swapped", "none"}
    /\ spte \subseteq GFNS
    /\ \A v \in VCPUS :
           /\ fault[v].pc \in {"guest", "snapshot", "nowait", "needs_io", "wait", "error", "map",
                               "ready", "flush_work", "completion", "halted", "efault", "eintr",
                               "gone"}
           /\ fault[v].gfn \in GFNS \cup {0} /\ fault[v].prefetch \in BOOLEAN
           /\ fault[v].mmu_seq \in Nat \cup {NoSeq}
           /\ requests[v] \subseteq {"halt", "ready"}
           /\ queue[v] \subseteq GFNS /\ waiting[v] \subseteq GFNS
           /\ ready_token[v] \in GFNS \cup {0}
           /\ \A i \in DOMAIN done[v] : done[v][i] \in GFNS
           /\ \A g \in GFNS :
                  work[v][g] \in {"none", "scheduled", "gup", "first", "listed", "finished"}
    /\ \A n \in INVALIDATORS : inv[n].pc \in {"idle", "modify", "end"}

(* No worker runs for a vCPU that is gone.                                 *)
ApfWorkerNeverOutlivesVcpu ==
    \A v \in VCPUS : fault[v].pc = "gone" => \A g \in GFNS : work[v][g] = "none"

(* From the return of start to end, the gfn is not mapped.                 *)
ApfNothingMappedWhileInvalidated ==
    \A n \in INVALIDATORS : inv[n].pc \in {"modify", "end"} => inv[n].gfn \notin spte

(* What is mapped is present in the host.                                  *)
ApfMappedIsPresent == \A g \in spte : host[g] = "present"

(* A vCPU halts only while a work is outstanding that will wake it.        *)
ApfHaltedIsWoken == \A v \in VCPUS : fault[v].pc = "halted" => queue[v] # {}

(* A task of the guest waits only while a work or a token is outstanding.  *)
ApfWaitingIsWoken ==
    \A v \in VCPUS : fault[v].pc # "gone" =>
        \A g \in waiting[v] : g \in queue[v] \/ ready_token[v] = g

(* -EFAULT is for a gfn without an area.  False: between the lookup and    *)
(* the return to user space the area may have come back, and nobody asks.  *)
ApfEfaultIsReal ==
    [][\A v \in VCPUS : (fault[v].pc # "efault" /\ fault'[v].pc = "efault") =>
           host[fault[v].gfn] = "none"]_apfVars

-----------------------------------------------------------------------------
(* Liveness.  vCPUs, workers and invalidations that have begun go on.      *)

ApfVcpuSteps(v) ==
    \/ kvm_faultin_pfn(v) \/ hva_to_pfn_nowait(v) \/ kvm_arch_setup_async_pf(v)
    \/ kvm_setup_async_pf_fails(v) \/ hva_to_pfn_wait(v) \/ kvm_handle_error_pfn(v)
    \/ kvm_tdp_mmu_map(v) \/ vcpu_enter_guest_halts(v) \/ vcpu_block_wakes(v)
    \/ vcpu_enter_guest_ready(v) \/ kvm_check_async_pf_completion(v)
    \/ kvm_arch_async_page_present(v) \/ kvm_flush_and_free_async_pf_work(v)
    \/ kvm_set_msr_async_pf_ack(v) \/ kvm_vcpu_run(v)
    \/ \E g \in GFNS : kvm_tdp_page_fault(v, g)
ApfWorkerSteps(v, g) ==
    \/ get_user_pages_remote(v, g) \/ async_pf_done(v, g)
    \/ kvm_arch_async_page_present_queued(v, g) \/ kvm_vcpu_wake_up(v, g)

ApfFairSpec ==
    /\ ApfSpec
    /\ \A v \in VCPUS : WF_apfVars(ApfVcpuSteps(v))
    /\ \A v \in VCPUS, g \in GFNS : WF_apfVars(ApfWorkerSteps(v, g))
    /\ \A n \in INVALIDATORS : WF_apfVars(zap_pte_range(n) \/ kvm_mmu_invalidate_end(n))

(* Once the host takes nothing away any more, a fault that needs I/O ends  *)
(* with its gfn mapped.                                                    *)
ApfHostQuiet == \A n \in INVALIDATORS : inv[n].pc = "idle"
ApfFaultCompletesOnceQuiet ==
    <>[]ApfHostQuiet =>
        \A v \in VCPUS, g \in GFNS :
            (fault[v].pc = "needs_io" /\ fault[v].gfn = g) ~> g \in spte

-----------------------------------------------------------------------------
(* Witnesses                                                               *)

ApfNeedsIo == \E v \in VCPUS : fault[v].pc = "needs_io"
ApfRepeatedFault ==
    \E v \in VCPUS : fault[v].pc = "needs_io" /\ ~fault[v].prefetch /\ fault[v].gfn \in queue[v]
ApfHalts == \E v \in VCPUS : fault[v].pc = "halted"
ApfPrefetchMaps ==
    \E v \in VCPUS : /\ fault[v].pc = "map" /\ fault[v].prefetch
                     /\ fault[v].gfn \notin spte /\ fault[v].gfn \in spte'
ApfPrefetchRetries ==
    \E v \in VCPUS : /\ fault[v].pc = "map" /\ fault[v].prefetch
                     /\ fault'[v].pc = "ready" /\ fault[v].gfn \notin spte'
ApfPrefetchNeedsIoAgain == \E v \in VCPUS : fault[v].pc = "needs_io" /\ fault[v].prefetch
ApfPrefetchError == \E v \in VCPUS : fault[v].pc = "error" /\ fault[v].prefetch
ApfSecondLookupWaits == \E v \in VCPUS : fault[v].pc = "wait" /\ ~fault[v].prefetch
ApfInterrupted == \E v \in VCPUS : fault[v].pc = "wait" /\ fault'[v].pc = "eintr"
ApfFlushWaits == \E v \in VCPUS : fault[v].pc = "flush_work" /\ work[v][fault[v].gfn] # "finished"
ApfTokenTaken == \E v \in VCPUS : fault[v].pc = "completion" /\ done[v] # <<>> /\ ready_token[v] # 0
ApfTwoWorks == \E v \in VCPUS : Cardinality(queue[v]) = 2
ApfDestroyedWithWork == \E v \in VCPUS : queue[v] # {} /\ fault'[v].pc = "gone"
ApfEfault == \E v \in VCPUS : fault[v].pc = "efault"

=============================================================================
