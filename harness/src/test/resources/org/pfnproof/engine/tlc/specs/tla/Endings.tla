------------------------------ MODULE Endings ------------------------------
EXTENDS Naturals
VARIABLE x
Init == x = 0
Up == x < 2 /\ x' = x + 1
Impossible == x > 5 /\ x' = 0
ForNobody(who) == x' = who
Next == Up \/ Impossible \/ \E who \in {} : ForNobody(who)
Spec == Init /\ [][Next]_x
Small == x < 3
Tiny == x < 2
Big == x > 2
StepsByTwo == x' = x + 2
============================================================================
