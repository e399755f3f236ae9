---------------------- MODULE ApicRequestBeforeClearing ----------------------
(***************************************************************************)
(* The hook's request comes before the host's own work: the entry is cleared after it.*)
(***************************************************************************)
EXTENDS ApicAccessPageProperties

ClearedAfterHook(n) ==
    /\ inv[n] = "modify"
    /\ inv' = [inv EXCEPT ![n] = "hook"]
    /\ UNCHANGED <<notifierVars, vmcs, vcpu, request>>
FreedAtOnce(n) ==
    /\ inv[n] = "free"
    /\ vmcs' = [v \in VCPUS |-> IF vmcs[v] = "current" THEN "freed" ELSE vmcs[v]]
    /\ vcpu' = [v \in VCPUS |-> IF vcpu[v].pfn = "current" THEN [vcpu[v] EXCEPT !.pfn = "freed"] ELSE vcpu[v]]
    /\ inv' = [inv EXCEPT ![n] = "end"]
    /\ UNCHANGED <<notifierVars, request>>

=============================================================================
