------------------------------- MODULE Values -------------------------------
EXTENDS Lower, Naturals, Sequences, FiniteSets

CONSTANTS People, Table, Flag, Names, Word

VARIABLES banana, state

vars == <<zebra, apple, mango, banana, state>>

Init ==
    /\ zebra = 1
    /\ apple = "text"
    /\ mango = [p \in People |-> p]
    /\ banana = {[a |-> 1, b |-> <<TRUE, {}>>]}
    /\ state = [i \in 0..1 |-> 1..3]

\* The same values, made in other ways.
Change(p) ==
    /\ zebra = 1
    /\ zebra' = 2
    /\ apple' = [i \in {1, 2} |-> i]
    /\ mango' = [x \in {"a", "b"} |-> x]
    /\ banana' = SUBSET {p}
    /\ state' = [[i \in 1..2 |-> 0] EXCEPT ![2] = Table[p]]

Rest == zebra = 2 /\ UNCHANGED vars
Next == (\E p \in People : Change(p)) \/ Rest
Spec == Init /\ [][Next]_vars

BoundsAsGiven ==
    /\ Cardinality(People) = 2
    /\ \A p \in People : Table[p] \in 1..2
    /\ Flag = TRUE
    /\ Names["x"] = {<<>>} /\ Names["y"] \in People /\ zebra > 0
    /\ Word = "word"
StaysOne == zebra = 1 \/ Table = <<>>
=============================================================================
