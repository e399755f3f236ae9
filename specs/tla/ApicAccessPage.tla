--------------------------- MODULE ApicAccessPage ---------------------------
(***************************************************************************)
(* A pfn that KVM keeps outside its page tables: the address of the APIC   *)
(* access page in the VMCS.  arch/x86/kvm/vmx/vmx.c,                       *)
(* vmx_set_apic_access_page_addr(); arch/x86/kvm/mmu/mmu.c,                *)
(* kvm_unmap_gfn_range(); arch/x86/kvm/x86.c, vcpu_enter_guest(); Linux    *)
(* 6.12.  What 6.1 does otherwise, with its invalidate_range hook, is in   *)
(* ApicAccessPageProperties.                                               *)
(*                                                                         *)
(* Start makes a request to all vCPUs, which throws them out of the guest, *)
(* and they do not enter it before they have reloaded the address.  The    *)
(* host has cleared nothing by then, so a reload may find the old page: it *)
(* takes a snapshot, and tests it under mmu_lock, as a page fault does.    *)
(* If told to retry, it makes the request anew.                            *)
(*                                                                         *)
(* Simplifications, and why they lose nothing.  One page, which the host   *)
(* fills anew whenever it is looked up; sections of mmu_lock are one step. *)
(* A page is "current", or "stale" once the host has cleared its entry, or *)
(* "freed" once the host has also put it; a reload holds a reference, so   *)
(* its page is freed when it puts it, just after writing the VMCS: counted *)
(* as freed from the start.  Whose clearing made a page stale is not kept, *)
(* so a model has one invalidator (how several share counters and range:   *)
(* SlotRanges).  Nested guests and APICv that is off are left out.         *)
(***************************************************************************)
EXTENDS MmuNotifier, FiniteSets

VARIABLES
    vmcs,        \* vCPU -> the page in its VMCS: "none", "current", "stale" or "freed"
    request,     \* vCPUs with KVM_REQ_APIC_PAGE_RELOAD
    vcpu,        \* vCPU -> [pc, mmu_seq, pfn]; "guest": it runs and uses its VMCS
    inv          \* invalidator -> "idle", "modify", "hook", "free" or "end"

apiVars == <<notifierVars, vmcs, request, vcpu, inv>>

NoSeq == -1
InHost == [pc |-> "host", mmu_seq |-> NoSeq, pfn |-> "none"]
Pages == {"none", "current", "stale", "freed"}

ApiInit ==
    /\ NotifierInit
    /\ vmcs = [v \in VCPUS |-> "none"]
    /\ request = VCPUS
    /\ vcpu = [v \in VCPUS |-> InHost]
    /\ inv = [n \in INVALIDATORS |-> "idle"]

ApiTypeOK ==
    /\ NotifierTypeOK
    /\ request \subseteq VCPUS
    /\ \A v \in VCPUS :
           /\ vmcs[v] \in Pages /\ vcpu[v].pfn \in Pages
           /\ vcpu[v].pc \in {"guest", "host", "lookup", "test"}
    /\ \A n \in INVALIDATORS : inv[n] \in {"idle", "modify", "hook", "free", "end"}

-----------------------------------------------------------------------------
(* A vCPU *)

vcpuUnchanged == <<notifierVars, inv>>

vmentry(v) ==
    /\ vcpu[v].pc = "host" /\ v \notin request
    /\ vcpu' = [vcpu EXCEPT ![v].pc = "guest"]
    /\ UNCHANGED <<vcpuUnchanged, vmcs, request>>

vmexit(v) ==
    /\ vcpu[v].pc = "guest"
    /\ vcpu' = [vcpu EXCEPT ![v].pc = "host"]
    /\ UNCHANGED <<vcpuUnchanged, vmcs, request>>

(* kvm_check_request() takes the request; then the snapshot. *)
kvm_vcpu_reload_apic_access_page(v) ==
    /\ vcpu[v].pc = "host" /\ v \in request
    /\ request' = request \ {v}
    /\ vcpu' = [vcpu EXCEPT ![v] = [pc |-> "lookup", mmu_seq |-> mmu_invalidate_seq,
                                    pfn |-> "none"]]
    /\ UNCHANGED <<vcpuUnchanged, vmcs>>

gfn_to_pfn_memslot(v) ==
    /\ vcpu[v].pc = "lookup"
    /\ vcpu' = [vcpu EXCEPT ![v].pc = "test", ![v].pfn = "current"]
    /\ UNCHANGED <<vcpuUnchanged, vmcs, request>>

ApiRetry(v) == mmu_invalidate_retry_gfn(vcpu[v].mmu_seq, 1)

vmx_set_apic_access_page_addr(v) ==
    /\ vcpu[v].pc = "test"
    /\ IF ApiRetry(v)
       THEN request' = request \cup {v} /\ UNCHANGED vmcs
       ELSE vmcs' = [vmcs EXCEPT ![v] = vcpu[v].pfn] /\ UNCHANGED request
    /\ vcpu' = [vcpu EXCEPT ![v] = InHost]
    /\ UNCHANGED vcpuUnchanged

-----------------------------------------------------------------------------
(* An invalidation of the page *)

(* kvm_make_all_cpus_request(), which waits until they are out.            *)
ThrownOut == [v \in VCPUS |-> IF vcpu[v].pc = "guest" THEN InHost ELSE vcpu[v]]
RequestAt(step) == step = "start"
MakesRequest(step) ==
    IF RequestAt(step) THEN request' = VCPUS /\ vcpu' = ThrownOut
                       ELSE UNCHANGED <<request, vcpu>>

kvm_mmu_notifier_invalidate_range_start(n) ==
    /\ inv[n] = "idle"
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' = RangeAdded(1, 2)
    /\ MakesRequest("start")
    /\ inv' = [inv EXCEPT ![n] = "modify"]
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_lock, vmcs>>

Aged(page, from, to) == IF page = from THEN to ELSE page
PagesBecome(from, to) ==
    /\ vmcs' = [v \in VCPUS |-> Aged(vmcs[v], from, to)]
    /\ vcpu' = [v \in VCPUS |-> [vcpu[v] EXCEPT !.pfn = Aged(@, from, to)]]

zap_pte_range(n) ==
    /\ inv[n] = "modify"
    /\ PagesBecome("current", "stale")
    /\ inv' = [inv EXCEPT ![n] = "hook"]
    /\ UNCHANGED <<notifierVars, request>>

(* mmu_notifier_invalidate_range(), after the entry has been cleared and   *)
(* before the page is put.  No hook of KVM's in 6.12.                      *)
mmu_notifier_invalidate_range(n) ==
    /\ inv[n] = "hook"
    /\ MakesRequest("hook")
    /\ inv' = [inv EXCEPT ![n] = "free"]
    /\ UNCHANGED <<notifierVars, vmcs>>

free_pages_and_swap_cache(n) ==
    /\ inv[n] = "free"
    /\ PagesBecome("stale", "freed")
    /\ inv' = [inv EXCEPT ![n] = "end"]
    /\ UNCHANGED <<notifierVars, request>>

kvm_mmu_notifier_invalidate_range_end(n) ==
    /\ inv[n] = "end"
    /\ mmu_invalidate_seq' = NextSeq
    /\ kvm_mmu_invalidate_end_dec
    /\ inv' = [inv EXCEPT ![n] = "idle"]
    /\ UNCHANGED <<mmu_lock, vmcs, request, vcpu>>

-----------------------------------------------------------------------------

ApiNext ==
    \/ \E v \in VCPUS : vmentry(v)
    \/ \E v \in VCPUS : vmexit(v)
    \/ \E v \in VCPUS : kvm_vcpu_reload_apic_access_page(v)
    \/ \E v \in VCPUS : gfn_to_pfn_memslot(v)
    \/ \E v \in VCPUS : vmx_set_apic_access_page_addr(v)
    \/ \E n \in INVALIDATORS : kvm_mmu_notifier_invalidate_range_start(n)
    \/ \E n \in INVALIDATORS : zap_pte_range(n)
    \/ \E n \in INVALIDATORS : mmu_notifier_invalidate_range(n)
    \/ \E n \in INVALIDATORS : free_pages_and_swap_cache(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_notifier_invalidate_range_end(n)

ApiSpec == ApiInit /\ [][ApiNext]_apiVars

=============================================================================
