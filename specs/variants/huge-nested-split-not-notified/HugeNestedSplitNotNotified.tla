--------------------- MODULE HugeNestedSplitNotNotified ---------------------
(***************************************************************************)
(* __split_huge_pmd() without notifiers, within an unmapping.              *)
(***************************************************************************)
EXTENDS HugePagesProperties

SplitUnnoticed(n) ==
    /\ inv[n].pc = "clear" /\ inv[n].op = "zap"
    /\ PartOfHugePage(n)
    /\ inv' = [inv EXCEPT ![n].pc = "split"]
    /\ UNCHANGED <<notifierVars, hostVars, spteVars, kvmVars>>

SplitEndUnnoticed(n) ==
    /\ inv[n].pc = "split_end"
    /\ inv' = [inv EXCEPT ![n].pc = "clear"]
    /\ UNCHANGED <<notifierVars, hostVars, spteVars, kvmVars>>

=============================================================================
