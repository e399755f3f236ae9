-------------------------- MODULE ApicPutForgotten --------------------------
(***************************************************************************)
(* No put; the vCPU forgets the page.                                      *)
(***************************************************************************)
EXTENDS ApicPageProperties

Forget(v) ==
    /\ vcpu[v].pc = "release"
    /\ IF v \in apic_request THEN UNCHANGED pageVars ELSE put_page(vcpu[v].pfn)
    /\ vcpu' = [vcpu EXCEPT ![v] = OutsideGuest]
    /\ UNCHANGED <<vcpuUnchanged, host_pte, vmcs, apic_request>>

=============================================================================
