------------------------------ MODULE Endless ------------------------------
EXTENDS Naturals
CONSTANT Limit
VARIABLES left, right
Init == left = 0 /\ right = 0
Left == left < Limit /\ left' = left + 1 /\ UNCHANGED right
Right == right < Limit /\ right' = right + 1 /\ UNCHANGED left
Next == Left \/ Right
Spec == Init /\ [][Next]_<<left, right>>
Natural == left >= 0
Wide == {<<x, y>> : x \in 1..Limit, y \in 1..Limit} # {} /\ left >= 0
============================================================================
