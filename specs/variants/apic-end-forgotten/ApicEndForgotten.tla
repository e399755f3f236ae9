-------------------------- MODULE ApicEndForgotten --------------------------
(***************************************************************************)
(* The invalidator goes away without end.  One loss is enough, and keeps the *)
(* count finite.                                                           *)
(***************************************************************************)
EXTENDS ApicPageProperties

Base0 == INSTANCE ApicPageProperties

FirstOne(n) == mmu_invalidate_in_progress = 0 /\ Base0!kvm_unmap_gfn_range(n)

NoEnd(n) ==
    /\ inv[n].pc = "end" /\ inv[n].batch = {}
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<notifierVars, pageVars, host_pte, vmcs, apic_request, vcpu>>

=============================================================================
