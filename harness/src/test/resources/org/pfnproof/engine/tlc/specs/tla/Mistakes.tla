------------------------------ MODULE Mistakes ------------------------------
EXTENDS Naturals, TLC
VARIABLE x
Init == x = 0
f == [i \in 0..0 |-> i]
Next ==
    /\ x < 5
    /\ x' = f[x] + 1
Spec == Init /\ [][Next]_x
Asserting == x' = x + 1 /\ Assert(x' < 1, "never 1")
AssertingSpec == Init /\ [][Asserting]_x
Fine == x >= 0
=============================================================================
