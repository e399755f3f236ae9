------------------------------ MODULE Refining ------------------------------
EXTENDS Naturals
VARIABLE x
Init == x = 0
Up == x < 1 /\ x' = x + 1
Jump == x = 1 /\ x' = x + 2
Next == Up \/ Jump
Spec == Init /\ [][Next]_x
TypeOK == x \in 0..3
Rising == INSTANCE Abstract WITH value <- x
RefinesUp == Rising!UpSpec
RefinesSteps == Rising!StepSpec
=============================================================================
