--------------------------- MODULE AsyncPageReady ---------------------------
(***************************************************************************)
(* The worker that faults the page in, "page ready" on the vCPU, the end   *)
(* of a vCPU, and the host: virt/kvm/async_pf.c, async_pf_execute(),       *)
(* kvm_check_async_pf_completion(), kvm_clear_async_pf_completion_queue(); *)
(* arch/x86/kvm/x86.c, vcpu_enter_guest(), vcpu_block(),                   *)
(* kvm_arch_async_page_present(); mmu.c, kvm_arch_async_page_ready();      *)
(* Linux 6.12.                                                             *)
(*                                                                         *)
(* A vCPU that is interrupted while it halts starts anew in the guest: it  *)
(* would halt again at once, with the same work outstanding.               *)
(***************************************************************************)
EXTENDS AsyncPageFault

-----------------------------------------------------------------------------
(* Between two stays in the guest.                                         *)

(* vcpu_enter_guest() looks at "halt" first, and at "ready" only if it     *)
(* does not halt.                                                          *)
HaltFirst == TRUE

vcpu_enter_guest_halts(v) ==
    /\ fault[v].pc = "guest" /\ "halt" \in requests[v]
    /\ HaltFirst \/ "ready" \notin requests[v]
    /\ requests' = [requests EXCEPT ![v] = @ \ {"halt"}]
    /\ Goes(v, "halted")
    /\ UNCHANGED <<hostUnchanged, spte, apfWork>>

(* vcpu_block(): a finished work makes it runnable.                        *)
vcpu_block_wakes(v) ==
    /\ fault[v].pc = "halted" /\ done[v] # <<>>
    /\ Goes(v, "guest")
    /\ UNCHANGED <<hostUnchanged, spte, requests, apfWork>>

vcpu_enter_guest_ready(v) ==
    /\ fault[v].pc = "guest" /\ "ready" \in requests[v]
    /\ ~HaltFirst \/ "halt" \notin requests[v]
    /\ requests' = [requests EXCEPT ![v] = @ \ {"ready"}]
    /\ Goes(v, "completion")
    /\ UNCHANGED <<hostUnchanged, spte, apfWork>>

(* The loop over what is done.  With PV one token at a time.               *)
kvm_check_async_pf_completion(v) ==
    LET g == Head(done[v])
    IN  /\ fault[v].pc = "completion"
        /\ IF done[v] # <<>> /\ ready_token[v] = 0
           THEN /\ fault' = [fault EXCEPT ![v] =
                       [InGuest EXCEPT !.pc = "snapshot", !.gfn = g, !.prefetch = TRUE]]
                /\ done' = [done EXCEPT ![v] = Tail(@)]
           ELSE Goes(v, "guest") /\ UNCHANGED done
        /\ UNCHANGED <<hostUnchanged, spte, requests, queue, work, waiting, ready_token>>

(* "Page ready": whether or not the prefetch has mapped anything.          *)
kvm_arch_async_page_present(v) ==
    LET g == fault[v].gfn
    IN  /\ fault[v].pc = "ready"
        /\ ready_token' = [ready_token EXCEPT ![v] = IF g \in waiting[v] THEN g ELSE @]
        /\ Goes(v, "flush_work")
        /\ UNCHANGED <<hostUnchanged, spte, requests, queue, done, work, waiting>>

(* kvm_flush_and_free_async_pf_work(): waits for the worker's last step.   *)
FlushDone(v, g) == work[v][g] = "finished"

kvm_flush_and_free_async_pf_work(v) ==
    LET g == fault[v].gfn
    IN  /\ fault[v].pc = "flush_work" /\ FlushDone(v, g)
        /\ queue' = [queue EXCEPT ![v] = @ \ {g}]
        /\ work' = [work EXCEPT ![v][g] = IF @ = "finished" THEN "none" ELSE @]
        /\ fault' = [fault EXCEPT ![v] = [InGuest EXCEPT !.pc = "completion"]]
        /\ UNCHANGED <<hostUnchanged, spte, requests, done, waiting, ready_token>>

(* The guest takes the token, its task goes on, and it writes to           *)
(* MSR_KVM_ASYNC_PF_ACK, which looks for the next one.                     *)
kvm_set_msr_async_pf_ack(v) ==
    /\ fault[v].pc = "guest" /\ requests[v] = {} /\ ready_token[v] # 0
    /\ waiting' = [waiting EXCEPT ![v] = @ \ {ready_token[v]}]
    /\ ready_token' = [ready_token EXCEPT ![v] = 0]
    /\ Goes(v, "completion")
    /\ UNCHANGED <<hostUnchanged, spte, requests, queue, done, work>>

(* User space calls KVM_RUN again, or gives the vCPU up.                   *)
kvm_vcpu_run(v) ==
    /\ fault[v].pc \in {"efault", "eintr"}
    /\ fault' = [fault EXCEPT ![v] = InGuest]
    /\ UNCHANGED <<hostUnchanged, spte, requests, apfWork>>

vcpu_run_interrupted(v) ==
    /\ USER_OPS # {}
    /\ fault[v].pc \in {"guest", "halted"}
    /\ fault' = [fault EXCEPT ![v] = [InGuest EXCEPT !.pc = "eintr"]]
    /\ UNCHANGED <<hostUnchanged, spte, requests, apfWork>>

(* kvm_clear_async_pf_completion_queue(): cancels what has not begun, waits*)
(* for what has.                                                           *)
kvm_vcpu_destroy(v) ==
    /\ "destroy" \in USER_OPS
    /\ fault[v].pc \in {"efault", "eintr"}
    /\ \A g \in queue[v] : work[v][g] \in {"scheduled", "finished"}
    /\ Goes(v, "gone")
    /\ requests' = [requests EXCEPT ![v] = {}]
    /\ work' = [work EXCEPT ![v] = [g \in GFNS |-> IF g \in queue[v] THEN "none" ELSE @[g]]]
    /\ queue' = [queue EXCEPT ![v] = {}]
    /\ done' = [done EXCEPT ![v] = <<>>]
    /\ UNCHANGED <<hostUnchanged, spte, waiting, ready_token>>

-----------------------------------------------------------------------------
(* The worker, async_pf_execute().                                         *)

get_user_pages_remote(v, g) ==
    /\ work[v][g] = "scheduled"
    /\ work' = [work EXCEPT ![v][g] = "gup"]
    /\ UNCHANGED <<hostUnchanged, spte, fault, requests, queue, done, waiting, ready_token>>

(* I/O is over, or there is no area: the vCPU is told in both cases.       *)
async_pf_done(v, g) ==
    /\ work[v][g] = "gup"
    /\ host' = [host EXCEPT ![g] = IF @ = "swapped" THEN "present" ELSE @]
    /\ done' = [done EXCEPT ![v] = Append(@, g)]
    /\ work' = [work EXCEPT ![v][g] = IF done[v] = <<>> THEN "first" ELSE "listed"]
    /\ UNCHANGED <<notifierVars, inv, spte, fault, requests, queue, waiting, ready_token>>

(* After the list: a request if it was empty, then in any case a wake-up.  *)
(* The vCPU must still be there for both.                                  *)
kvm_arch_async_page_present_queued(v, g) ==
    /\ work[v][g] = "first"
    /\ requests' = [requests EXCEPT ![v] = @ \cup {"ready"}]
    /\ work' = [work EXCEPT ![v][g] = "listed"]
    /\ UNCHANGED <<hostUnchanged, spte, fault, queue, done, waiting, ready_token>>

kvm_vcpu_wake_up(v, g) ==
    /\ work[v][g] = "listed"
    /\ work' = [work EXCEPT ![v][g] = IF g \in queue[v] THEN "finished" ELSE "none"]
    /\ UNCHANGED <<hostUnchanged, spte, fault, requests, queue, done, waiting, ready_token>>

-----------------------------------------------------------------------------
(* The host: reclaim and munmap tell KVM, mmap need not.                   *)

kvm_mmu_invalidate_range_start(n, op, g) ==
    /\ inv[n].pc = "idle"
    /\ op \in HOST_OPS \cap {"reclaim", "munmap"}
    /\ host[g] # "none" /\ (op = "reclaim" => host[g] = "present")
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' = RangeAdded(g, g + 1)
    /\ spte' = spte \ {g}
    /\ inv' = [inv EXCEPT ![n] = [pc |-> "modify", op |-> op, gfn |-> g]]
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_lock, host, fault, requests, apfWork>>

zap_pte_range(n) ==
    /\ inv[n].pc = "modify"
    /\ host' = [host EXCEPT ![inv[n].gfn] =
           IF @ = "none" THEN @ ELSE IF inv[n].op = "reclaim" THEN "swapped" ELSE "none"]
    /\ inv' = [inv EXCEPT ![n].pc = "end"]
    /\ UNCHANGED <<notifierVars, spte, fault, requests, apfWork>>

kvm_mmu_invalidate_end(n) ==
    /\ inv[n].pc = "end"
    /\ mmu_invalidate_seq' = NextSeq
    /\ kvm_mmu_invalidate_end_dec
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<mmu_lock, host, spte, fault, requests, apfWork>>

do_mmap(g) ==
    /\ "mmap" \in HOST_OPS /\ host[g] = "none"
    /\ host' = [host EXCEPT ![g] = "swapped"]
    /\ UNCHANGED <<notifierVars, inv, spte, fault, requests, apfWork>>

-----------------------------------------------------------------------------

ApfNext ==
    \/ \E v \in VCPUS, g \in GFNS : kvm_tdp_page_fault(v, g)
    \/ \E v \in VCPUS : kvm_faultin_pfn(v)
    \/ \E v \in VCPUS : hva_to_pfn_nowait(v)
    \/ \E v \in VCPUS : kvm_arch_setup_async_pf(v)
    \/ \E v \in VCPUS : kvm_setup_async_pf_fails(v)
    \/ \E v \in VCPUS : hva_to_pfn_wait(v)
    \/ \E v \in VCPUS : hva_to_pfn_sigpending(v)
    \/ \E v \in VCPUS : kvm_handle_error_pfn(v)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E v \in VCPUS : vcpu_enter_guest_halts(v)
    \/ \E v \in VCPUS : vcpu_block_wakes(v)
    \/ \E v \in VCPUS : vcpu_enter_guest_ready(v)
    \/ \E v \in VCPUS : kvm_check_async_pf_completion(v)
    \/ \E v \in VCPUS : kvm_arch_async_page_present(v)
    \/ \E v \in VCPUS : kvm_flush_and_free_async_pf_work(v)
    \/ \E v \in VCPUS : kvm_set_msr_async_pf_ack(v)
    \/ \E v \in VCPUS : kvm_vcpu_run(v)
    \/ \E v \in VCPUS : vcpu_run_interrupted(v)
    \/ \E v \in VCPUS : kvm_vcpu_destroy(v)
    \/ \E v \in VCPUS, g \in GFNS : get_user_pages_remote(v, g)
    \/ \E v \in VCPUS, g \in GFNS : async_pf_done(v, g)
    \/ \E v \in VCPUS, g \in GFNS : kvm_arch_async_page_present_queued(v, g)
    \/ \E v \in VCPUS, g \in GFNS : kvm_vcpu_wake_up(v, g)
    \/ \E n \in INVALIDATORS, op \in HOST_OPS, g \in GFNS : kvm_mmu_invalidate_range_start(n, op, g)
    \/ \E n \in INVALIDATORS : zap_pte_range(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_end(n)
    \/ \E g \in GFNS : do_mmap(g)

ApfSpec == ApfInit /\ [][ApfNext]_apfVars

=============================================================================
