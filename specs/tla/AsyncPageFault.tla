--------------------------- MODULE AsyncPageFault ---------------------------
(***************************************************************************)
(* A fault whose page needs I/O, and the vCPU that does something else     *)
(* meanwhile: P10 to P13 of a page fault.  virt/kvm/async_pf.c,            *)
(* kvm_setup_async_pf(); arch/x86/kvm/mmu/mmu.c, __kvm_faultin_pfn(),      *)
(* kvm_handle_error_pfn(); arch/x86/kvm/x86.c,                             *)
(* kvm_arch_async_page_not_present(); Linux 6.12.                          *)
(*                                                                         *)
(* The first lookup does not wait (FOLL_NOWAIT).  If it needs I/O, a work  *)
(* item is queued that does GUP and touches nothing of the MMU; the guest  *)
(* is told "not present" and runs another task (PV), or the vCPU halts.    *)
(* When the work is done, the vCPU itself faults the page in as a prefetch,*)
(* with the snapshot and the retry test of any fault.  A prefetch, and a   *)
(* fault for which no work could be queued, waits in a second lookup (P12).*)
(*                                                                         *)
(* What is left out.  References and the SPTE's bits: KvmMmu, TdpMmu.  A   *)
(* fault without a memslot never gets here; an MMIO SPTE that it installs  *)
(* depends on the memslots' generation alone and is in Memslots.  At most  *)
(* one work for a vCPU and a gfn: kvm_find_async_pf_gfn() sees to it.      *)
(* mmu_lock sections are one step, for what Memslots says.  wakeup_all and *)
(* the interrupt of "page ready" are the guest's matter.                   *)
(***************************************************************************)
EXTENDS MmuNotifier, Sequences, FiniteSets

CONSTANTS
    PV,           \* the guest takes "not present" as an exception
    HOST_OPS,     \* some of "reclaim", "munmap", "mmap"
    USER_OPS,     \* some of "signal", "destroy"
    MAY_FAIL      \* kvm_setup_async_pf() may fail: no memory, too many, interrupts off

VARIABLES
    host,         \* gfn -> "present", "swapped" (needs I/O) or "none" (no area)
    spte,         \* the gfns that are mapped
    fault,        \* vCPU -> where it is, and its page fault
    requests,     \* vCPU -> pending ones of "halt" (KVM_REQ_APF_HALT), "ready"
    queue,        \* vCPU -> gfns with a work on vcpu->async_pf.queue
    done,         \* vCPU -> vcpu->async_pf.done, oldest first
    work,         \* vCPU -> gfn -> how far its work item is
    waiting,      \* vCPU -> gfns whose guest tasks wait for "page ready" (PV)
    ready_token,  \* vCPU -> the gfn in the guest's "page ready" slot, 0: free
    inv           \* invalidator -> what it is doing

apfWork == <<queue, done, work, waiting, ready_token>>
apfVars == <<notifierVars, host, spte, fault, requests, apfWork, inv>>

InGuest == [pc |-> "guest", gfn |-> 0, prefetch |-> FALSE, mmu_seq |-> NoSeq]
InvIdle == [pc |-> "idle", op |-> "none", gfn |-> 0]

ApfInit ==
    /\ NotifierInit
    /\ host = [g \in GFNS |-> "swapped"]
    /\ spte = {}
    /\ fault = [v \in VCPUS |-> InGuest]
    /\ requests = [v \in VCPUS |-> {}]
    /\ queue = [v \in VCPUS |-> {}]
    /\ done = [v \in VCPUS |-> <<>>]
    /\ work = [v \in VCPUS |-> [g \in GFNS |-> "none"]]
    /\ waiting = [v \in VCPUS |-> {}]
    /\ ready_token = [v \in VCPUS |-> 0]
    /\ inv = [n \in INVALIDATORS |-> InvIdle]

Goes(v, pc) == fault' = [fault EXCEPT ![v].pc = pc]
FaultEnds(v) == fault' = [fault EXCEPT ![v] =
    IF fault[v].prefetch THEN [InGuest EXCEPT !.pc = "ready", !.gfn = fault[v].gfn] ELSE InGuest]
hostUnchanged == <<notifierVars, host, inv>>

-----------------------------------------------------------------------------
(* The page fault.  Requests are served before the guest runs.             *)

kvm_tdp_page_fault(v, g) ==
    /\ fault[v].pc = "guest" /\ requests[v] = {}
    /\ g \notin spte /\ g \notin waiting[v]
    /\ fault' = [fault EXCEPT ![v] = [InGuest EXCEPT !.pc = "snapshot", !.gfn = g]]
    /\ UNCHANGED <<hostUnchanged, spte, requests, apfWork>>

(* P4 *)
kvm_faultin_pfn(v) ==
    /\ fault[v].pc = "snapshot"
    /\ fault' = [fault EXCEPT ![v].pc = "nowait", ![v].mmu_seq = mmu_invalidate_seq]
    /\ UNCHANGED <<hostUnchanged, spte, requests, apfWork>>

(* P10: FOLL_NOWAIT. *)
hva_to_pfn_nowait(v) ==
    /\ fault[v].pc = "nowait"
    /\ Goes(v, CASE host[fault[v].gfn] = "present" -> "map"
                 [] host[fault[v].gfn] = "swapped" -> "needs_io"
                 [] host[fault[v].gfn] = "none"    -> "error")
    /\ UNCHANGED <<hostUnchanged, spte, requests, apfWork>>

(* P11.  A repeated fault on the same gfn halts; else a work is queued and *)
(* the guest told, or, if it cannot be told, the vCPU halts all the same.  *)
kvm_find_async_pf_gfn(v, g) == g \in queue[v]

kvm_arch_setup_async_pf(v) ==
    LET g == fault[v].gfn
    IN  /\ fault[v].pc = "needs_io" /\ ~fault[v].prefetch
        /\ fault' = [fault EXCEPT ![v] = InGuest]
        /\ IF kvm_find_async_pf_gfn(v, g)
           THEN /\ requests' = [requests EXCEPT ![v] = @ \cup {"halt"}]
                /\ UNCHANGED apfWork
           ELSE /\ queue' = [queue EXCEPT ![v] = @ \cup {g}]
                /\ work' = [work EXCEPT ![v][g] = "scheduled"]
                /\ IF PV THEN /\ waiting' = [waiting EXCEPT ![v] = @ \cup {g}]
                              /\ UNCHANGED requests
                   ELSE /\ requests' = [requests EXCEPT ![v] = @ \cup {"halt"}]
                        /\ UNCHANGED waiting
                /\ UNCHANGED <<done, ready_token>>
        /\ UNCHANGED <<hostUnchanged, spte>>

(* P11 does not apply, or fails: on to P12.                                *)
kvm_setup_async_pf_fails(v) ==
    /\ fault[v].pc = "needs_io"
    /\ fault[v].prefetch \/ MAY_FAIL
    /\ Goes(v, "wait")
    /\ UNCHANGED <<hostUnchanged, spte, requests, apfWork>>

(* P12: waits; the page may have come, or the area gone, meanwhile.        *)
hva_to_pfn_wait(v) ==
    LET g == fault[v].gfn
    IN  /\ fault[v].pc = "wait"
        /\ host' = [host EXCEPT ![g] = IF @ = "swapped" THEN "present" ELSE @]
        /\ Goes(v, IF host[g] = "none" THEN "error" ELSE "map")
        /\ UNCHANGED <<notifierVars, inv, spte, requests, apfWork>>

(* P12 is interruptible: KVM_PFN_ERR_SIGPENDING, -EINTR.                   *)
hva_to_pfn_sigpending(v) ==
    /\ "signal" \in USER_OPS
    /\ fault[v].pc = "wait"
    /\ IF fault[v].prefetch THEN FaultEnds(v)
       ELSE fault' = [fault EXCEPT ![v] = [InGuest EXCEPT !.pc = "eintr"]]
    /\ UNCHANGED <<hostUnchanged, spte, requests, apfWork>>

(* P13: the error goes to user space as it is, without another look at seq *)
(* or at the area.  Of a prefetch it is dropped.                           *)
kvm_handle_error_pfn(v) ==
    /\ fault[v].pc = "error"
    /\ IF fault[v].prefetch THEN FaultEnds(v)
       ELSE fault' = [fault EXCEPT ![v] = [InGuest EXCEPT !.pc = "efault", !.gfn = fault[v].gfn]]
    /\ UNCHANGED <<hostUnchanged, spte, requests, apfWork>>

(* P15 to P19. *)
PrefetchIsTested == TRUE

kvm_tdp_mmu_map(v) ==
    LET f == fault[v]
        stale == /\ ~f.prefetch \/ PrefetchIsTested
                 /\ mmu_invalidate_retry_gfn(f.mmu_seq, f.gfn)
    IN  /\ f.pc = "map"
        /\ spte' = IF stale THEN spte ELSE spte \cup {f.gfn}
        /\ FaultEnds(v)
        /\ UNCHANGED <<hostUnchanged, requests, apfWork>>

=============================================================================
