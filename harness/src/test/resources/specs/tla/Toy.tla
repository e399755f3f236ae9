---- MODULE Toy ----
(* Two processes that read a counter and write it back, one more. A lock keeps each from reading between the other's steps. *)
EXTENDS Naturals, FiniteSets
CONSTANT PROCS
VARIABLES pc, seen, counter, owner
vars == <<pc, seen, counter, owner>>

Init ==
    /\ pc = [p \in PROCS |-> "idle"]
    /\ seen = [p \in PROCS |-> 0]
    /\ counter = 0
    /\ owner = {}

Lock(p) == owner = {} /\ owner' = {p}
Unlock(p) == owner' = {}

Read(p) ==
    /\ pc[p] = "idle"
    /\ Lock(p)
    /\ pc' = [pc EXCEPT ![p] = "read"]
    /\ seen' = [seen EXCEPT ![p] = counter]
    /\ UNCHANGED counter

Write(p) ==
    /\ pc[p] = "read"
    /\ Unlock(p)
    /\ pc' = [pc EXCEPT ![p] = "done"]
    /\ counter' = seen[p] + 1
    /\ UNCHANGED seen

Next == \E p \in PROCS : Read(p) \/ Write(p)
Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ \A p \in PROCS : WF_vars(Read(p)) /\ WF_vars(Write(p))

AllDone == \A p \in PROCS : pc[p] = "done"
NoLostUpdate == AllDone => counter = Cardinality(PROCS)
EverDone == <>AllDone
BothWaiting == \E p, q \in PROCS : pc[p] = "read" /\ pc[q] = "idle"
====
