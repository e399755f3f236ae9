---------------------------- MODULE ChangePteAlone ---------------------------
(***************************************************************************)
(* The host begins where start would have returned.                        *)
(***************************************************************************)
EXTENDS AgingAndChangePteProperties

NoStart(n, op) ==
    /\ inv[n].pc = "idle" /\ op \in OPS
    /\ inv' = [inv EXCEPT ![n] = [pc |-> "clear", op |-> op]]
    /\ UNCHANGED <<notifierVars, mn_active_invalidate_count, spte, tlb, fault, used>>
NoEnd(n) ==
    /\ inv[n].pc = "end"
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<notifierVars, mn_active_invalidate_count, spte, tlb, fault, used>>

=============================================================================
