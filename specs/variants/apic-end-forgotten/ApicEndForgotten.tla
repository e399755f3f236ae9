-------------------------- MODULE ApicEndForgotten --------------------------
(***************************************************************************)
(* The invalidator goes away without end.                                  *)
(***************************************************************************)
EXTENDS ApicPageProperties

NoEnd(n) ==
    /\ inv[n].pc = "end" /\ inv[n].batch = {}
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<notifierVars, pageVars, host_pte, vmcs, apic_request, vcpu>>

=============================================================================
