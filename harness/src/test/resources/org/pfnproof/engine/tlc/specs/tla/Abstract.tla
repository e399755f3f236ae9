------------------------------ MODULE Abstract ------------------------------
EXTENDS Naturals
VARIABLE value
Start == value = 0
UpSpec == Start /\ [][value' > value]_value
StepSpec == Start /\ [][value' = value + 1]_value
=============================================================================
