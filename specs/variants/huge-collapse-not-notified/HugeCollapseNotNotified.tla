---------------------- MODULE HugeCollapseNotNotified -----------------------
(***************************************************************************)
(* Start and end do nothing for a collapse.                                *)
(***************************************************************************)
EXTENDS HugePagesProperties

Base0 == INSTANCE HugePagesProperties

StartUnlessCollapse(n, op, first, last) ==
    IF op # "collapse" THEN Base0!kvm_mmu_invalidate_range_start(n, op, first, last)
    ELSE /\ inv[n].pc = "idle"
         /\ Start(n, op, first, last)
         /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT
                !.pc = "clear", !.op = op, !.start = first, !.end = last + 1]]
         /\ UNCHANGED <<notifierVars, hostVars, spteVars, kvmVars>>

EndUnlessCollapse(n) ==
    IF inv[n].op # "collapse" THEN Base0!kvm_mmu_invalidate_end(n)
    ELSE /\ inv[n].pc = "end"
         /\ inv' = [inv EXCEPT ![n].pc = "collapse"]
         /\ UNCHANGED <<notifierVars, hostVars, spteVars, kvmVars>>

=============================================================================
