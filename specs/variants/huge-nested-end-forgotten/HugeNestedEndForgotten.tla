----------------------- MODULE HugeNestedEndForgotten -----------------------
(***************************************************************************)
(* __split_huge_pmd() returns without end.                                 *)
(***************************************************************************)
EXTENDS HugePagesProperties

NoEnd(n) ==
    /\ inv[n].pc = "split_end"
    /\ inv' = [inv EXCEPT ![n].pc = "clear", ![n].begun = 1]
    /\ UNCHANGED <<notifierVars, hostVars, spteVars, kvmVars>>

=============================================================================
