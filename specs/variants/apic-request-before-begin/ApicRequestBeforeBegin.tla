----------------------- MODULE ApicRequestBeforeBegin -----------------------
(***************************************************************************)
(* Request, then begin: two steps.                                         *)
(***************************************************************************)
EXTENDS ApicPageProperties

RequestThenBegin(n) ==
    \/ /\ inv[n].pc = "idle"
       /\ make_all_cpus_request
       /\ inv' = [inv EXCEPT ![n].pc = "early"]
       /\ UNCHANGED <<notifierVars, pageVars, host_pte, vmcs>>
    \/ /\ inv[n].pc = "early"
       /\ invalidate_begin
       /\ inv' = [inv EXCEPT ![n].pc = "clear"]
       /\ UNCHANGED <<pageVars, host_pte, vmcs, apic_request, vcpu>>

=============================================================================
