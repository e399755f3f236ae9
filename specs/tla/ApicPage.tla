------------------------------ MODULE ApicPage ------------------------------
(***************************************************************************)
(* The APIC access page: a host page whose address is in the VMCS of every *)
(* vCPU.  arch/x86/kvm/vmx/vmx.c, vmx_set_apic_access_page_addr(); arch/   *)
(* x86/kvm/mmu/mmu.c, kvm_unmap_gfn_range(); x86.c, vcpu_enter_guest();    *)
(* Linux 6.12.                                                             *)
(*                                                                         *)
(* The same protocol as a page fault, for a consumer that is no SPTE.  The *)
(* notifier's start, with mmu_lock held for write, does not change the     *)
(* VMCS: it raises KVM_REQ_APIC_PAGE_RELOAD for all vCPUs, and waits until *)
(* those that run guest code have left it.  A vCPU handles its request     *)
(* before it enters the guest again: snapshot, lookup, and with mmu_lock   *)
(* held for read the retry test; if that fails it raises the request anew, *)
(* for itself, and leaves the VMCS as it is.                               *)
(*                                                                         *)
(* Simplifications.  Sections of mmu_lock are one step.  So is the entry   *)
(* into the guest: it sets the mode, then looks at the requests, and who   *)
(* raises one looks at the mode afterwards.  Nested guests, and memslot 0  *)
(* being deleted with APICv inhibited, are left out.                       *)
(***************************************************************************)
EXTENDS Pages, MmuNotifier

CONSTANTS
    LOOKUP_FAILS    \* whether gfn_to_pfn_memslot() may fail (user space unmapped the page)

VARIABLES
    host_pte,       \* the frame that the host maps there
    vmcs,           \* vCPU -> APIC_ACCESS_ADDR of its VMCS
    apic_request,   \* the vCPUs with KVM_REQ_APIC_PAGE_RELOAD
    vcpu,           \* vCPU -> what it is doing
    inv             \* invalidator -> what it is doing

apicVars == <<pageVars, notifierVars, host_pte, vmcs, apic_request, vcpu, inv>>

APIC_GFN == 1
OutsideGuest == [pc |-> "host", mmu_seq |-> NoSeq, pfn |-> NoPfn]
InvIdle == [pc |-> "idle", batch |-> {}]

ApicInit ==
    /\ PagesInit /\ NotifierInit
    /\ host_pte = NoPfn
    /\ vmcs = [v \in VCPUS |-> NoPfn]
    /\ apic_request = VCPUS
    /\ vcpu = [v \in VCPUS |-> OutsideGuest]
    /\ inv = [n \in INVALIDATORS |-> InvIdle]

ApicTypeOK ==
    /\ PagesTypeOK /\ NotifierTypeOK
    /\ host_pte \in FRAMES \cup {NoPfn} /\ apic_request \subseteq VCPUS
    /\ \A v \in VCPUS :
           /\ vmcs[v] \in FRAMES \cup {NoPfn}
           /\ vcpu[v].pc \in {"host", "guest", "snapshot", "lookup", "test", "release"}
           /\ vcpu[v].mmu_seq \in Nat \cup {NoSeq} /\ vcpu[v].pfn \in FRAMES \cup {NoPfn}
    /\ \A n \in INVALIDATORS :
           inv[n].pc \in STRING /\ inv[n].batch \subseteq FRAMES

-----------------------------------------------------------------------------
(* The vCPU *)

vcpuUnchanged == <<notifierVars, inv>>

vcpu_enter_guest(v) ==
    /\ vcpu[v].pc = "host" /\ v \notin apic_request
    /\ vcpu' = [vcpu EXCEPT ![v].pc = "guest"]
    /\ UNCHANGED <<vcpuUnchanged, pageVars, host_pte, vmcs, apic_request>>

vcpu_exits(v) ==
    /\ vcpu[v].pc = "guest"
    /\ vcpu' = [vcpu EXCEPT ![v].pc = "host"]
    /\ UNCHANGED <<vcpuUnchanged, pageVars, host_pte, vmcs, apic_request>>

kvm_check_request(v) ==
    /\ vcpu[v].pc = "host" /\ v \in apic_request
    /\ apic_request' = apic_request \ {v}
    /\ vcpu' = [vcpu EXCEPT ![v].pc = "snapshot"]
    /\ UNCHANGED <<vcpuUnchanged, pageVars, host_pte, vmcs>>

vmx_set_apic_access_page_addr(v) ==
    /\ vcpu[v].pc = "snapshot"
    /\ vcpu' = [vcpu EXCEPT ![v].pc = "lookup", ![v].mmu_seq = mmu_invalidate_seq]
    /\ UNCHANGED <<vcpuUnchanged, pageVars, host_pte, vmcs, apic_request>>

gfn_to_pfn_memslot(v) ==
    /\ vcpu[v].pc = "lookup" /\ host_pte # NoPfn
    /\ get_page(host_pte)
    /\ vcpu' = [vcpu EXCEPT ![v].pc = "test", ![v].pfn = host_pte]
    /\ UNCHANGED <<vcpuUnchanged, host_pte, vmcs, apic_request>>

faultin_page(v, f) ==
    /\ vcpu[v].pc = "lookup" /\ host_pte = NoPfn
    /\ alloc_page(f)
    /\ host_pte' = f
    /\ UNCHANGED <<vcpuUnchanged, vmcs, apic_request, vcpu>>

(* An error: the VMCS keeps what it has, and no request is raised. *)
is_error_noslot_pfn(v) ==
    /\ LOOKUP_FAILS
    /\ vcpu[v].pc = "lookup" /\ host_pte = NoPfn
    /\ vcpu' = [vcpu EXCEPT ![v] = OutsideGuest]
    /\ UNCHANGED <<vcpuUnchanged, pageVars, host_pte, vmcs, apic_request>>

(* mmu_lock held for read: the test, then the VMCS or the request.         *)
ReloadIsStale(seq) == mmu_invalidate_retry_gfn(seq, APIC_GFN)
RequestAfterRetry(v) == apic_request \cup {v}

vmcs_write64(v) ==
    LET stale == ReloadIsStale(vcpu[v].mmu_seq)
    IN  /\ vcpu[v].pc = "test"
        /\ apic_request' = IF stale THEN RequestAfterRetry(v) ELSE apic_request
        /\ vmcs' = IF stale THEN vmcs ELSE [vmcs EXCEPT ![v] = vcpu[v].pfn]
        /\ vcpu' = [vcpu EXCEPT ![v].pc = "release", ![v].mmu_seq = NoSeq]
        /\ UNCHANGED <<vcpuUnchanged, pageVars, host_pte>>

kvm_release_pfn_clean(v) ==
    /\ vcpu[v].pc = "release"
    /\ put_page(vcpu[v].pfn)
    /\ vcpu' = [vcpu EXCEPT ![v] = OutsideGuest]
    /\ UNCHANGED <<vcpuUnchanged, host_pte, vmcs, apic_request>>

-----------------------------------------------------------------------------
(* The host takes the page away *)

(* kvm_make_all_cpus_request(), KVM_REQUEST_WAIT: whoever runs guest code  *)
(* has left it when the call returns.                                      *)
make_all_cpus_request ==
    /\ apic_request' = VCPUS
    /\ vcpu' = [v \in VCPUS |-> IF vcpu[v].pc = "guest" THEN [vcpu[v] EXCEPT !.pc = "host"]
                                ELSE vcpu[v]]

invalidate_begin ==
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' = RangeAdded(APIC_GFN, APIC_GFN + 1)
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_lock>>

kvm_unmap_gfn_range(n) ==
    /\ inv[n].pc = "idle"
    /\ invalidate_begin
    /\ make_all_cpus_request
    /\ inv' = [inv EXCEPT ![n].pc = "clear"]
    /\ UNCHANGED <<pageVars, host_pte, vmcs>>

zap_pte_range(n) ==
    /\ inv[n].pc = "clear"
    /\ host_pte' = NoPfn
    /\ inv' = [inv EXCEPT ![n].pc = "end", ![n].batch = {host_pte} \ {NoPfn}]
    /\ UNCHANGED <<pageVars, notifierVars, vmcs, apic_request, vcpu>>

free_pages_and_swap_cache(n, f) ==
    /\ inv[n].pc = "end" /\ f \in inv[n].batch
    /\ put_page(f)
    /\ inv' = [inv EXCEPT ![n].batch = {}]
    /\ UNCHANGED <<notifierVars, host_pte, vmcs, apic_request, vcpu>>

kvm_mmu_invalidate_end(n) ==
    /\ inv[n].pc = "end" /\ inv[n].batch = {}
    /\ mmu_invalidate_seq' = NextSeq
    /\ kvm_mmu_invalidate_end_dec
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<mmu_lock, pageVars, host_pte, vmcs, apic_request, vcpu>>

-----------------------------------------------------------------------------

ApicNext ==
    \/ \E v \in VCPUS : vcpu_enter_guest(v)
    \/ \E v \in VCPUS : vcpu_exits(v)
    \/ \E v \in VCPUS : kvm_check_request(v)
    \/ \E v \in VCPUS : vmx_set_apic_access_page_addr(v)
    \/ \E v \in VCPUS : gfn_to_pfn_memslot(v)
    \/ \E v \in VCPUS, f \in FRAMES : faultin_page(v, f)
    \/ \E v \in VCPUS : is_error_noslot_pfn(v)
    \/ \E v \in VCPUS : vmcs_write64(v)
    \/ \E v \in VCPUS : kvm_release_pfn_clean(v)
    \/ \E n \in INVALIDATORS : kvm_unmap_gfn_range(n)
    \/ \E n \in INVALIDATORS : zap_pte_range(n)
    \/ \E n \in INVALIDATORS, f \in FRAMES : free_pages_and_swap_cache(n, f)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_end(n)

ApicSpec == ApicInit /\ [][ApicNext]_apicVars

=============================================================================
