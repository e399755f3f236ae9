---------------------- MODULE ApicAccessPageProperties -----------------------
(***************************************************************************)
(* What must hold of ApicAccessPage, the situations that a run must reach, *)
(* the abstraction of mmu_invalidate_seq (see OpaqueSeq), and what Linux   *)
(* 6.1 does otherwise.                                                     *)
(***************************************************************************)
EXTENDS ApicAccessPage

LiveApiSnapshots == {vcpu[v].mmu_seq : v \in VCPUS} \ {NoSeq}

FreshApiSeq == CHOOSE s \in 0..Cardinality(VCPUS) :
                   /\ s \notin LiveApiSnapshots
                   /\ \A r \in 0..Cardinality(VCPUS) : r < s => r \in LiveApiSnapshots

(* 6.1: kvm_arch_mmu_notifier_invalidate_range() makes the request when    *)
(* the host has cleared its entry.  A reload cannot find the old page any  *)
(* more, or the request comes after it: it tests nothing.                  *)
RequestAtHook(step) == step = "hook"
NoRetryTest(v) == FALSE

(* No vCPU runs with the address of a freed page.                          *)
ApiNoFreedPageInGuest == \A v \in VCPUS : vcpu[v].pc = "guest" => vmcs[v] # "freed"

(* 6.12: nor with one that the host has cleared, nor with any from the     *)
(* return of start to end.                                                 *)
ApiNoPageInGuestWhileInvalidated ==
    (\E n \in INVALIDATORS : inv[n] # "idle") => \A v \in VCPUS : vcpu[v].pc # "guest"

-----------------------------------------------------------------------------
(* Witnesses *)

ApiReloadRetries == \E v \in VCPUS : vcpu[v].pc = "test" /\ v \notin request /\ v \in request'
ApiReloadFindsOldPage ==
    \E v \in VCPUS, n \in INVALIDATORS :
        inv[n] = "modify" /\ vcpu[v].pc = "lookup" /\ vcpu'[v].pc = "test"
ApiThrownOut == \E v \in VCPUS : vcpu[v].pc = "guest" /\ vcpu'[v].pc = "host" /\ v \in request'
ApiRequestDuringReload ==
    \E v \in VCPUS :
        vcpu[v].pc = "test" /\ vcpu'[v].pc = "test" /\ v \notin request /\ v \in request'
ApiReloadWritesFreedPage ==
    \E v \in VCPUS : vcpu[v].pc = "test" /\ vcpu'[v].pc = "host" /\ vmcs'[v] = "freed"

=============================================================================
