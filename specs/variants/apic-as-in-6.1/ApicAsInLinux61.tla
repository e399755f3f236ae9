-------------------------- MODULE ApicAsInLinux61 ---------------------------
(***************************************************************************)
(* invalidate_range() between the clearing and the put; no retry test.     *)
(***************************************************************************)
EXTENDS ApicPageProperties

NeverStale(seq) == FALSE

BeginOnly(n) ==
    /\ inv[n].pc = "idle"
    /\ invalidate_begin
    /\ inv' = [inv EXCEPT ![n].pc = "clear"]
    /\ UNCHANGED <<pageVars, host_pte, vmcs, apic_request, vcpu>>

ClearThenRequest(n) ==
    \/ /\ inv[n].pc = "clear"
       /\ host_pte' = NoPfn
       /\ inv' = [inv EXCEPT ![n].pc = "unmapped", ![n].batch = {host_pte} \ {NoPfn}]
       /\ UNCHANGED <<pageVars, notifierVars, vmcs, apic_request, vcpu>>
    \/ /\ inv[n].pc = "unmapped"
       /\ make_all_cpus_request
       /\ inv' = [inv EXCEPT ![n].pc = "end"]
       /\ UNCHANGED <<pageVars, notifierVars, host_pte, vmcs>>

=============================================================================
