-------------------------------- MODULE Leak --------------------------------
(* References that are got and never put: a toy without an end. *)
EXTENDS Naturals

VARIABLE refs

Init == refs = 0

Get == refs' = refs + 1

Next == Get

Spec == Init /\ [][Next]_refs

NothingLeaked == refs < 3
NotNegative == refs >= 0
============================================================================
