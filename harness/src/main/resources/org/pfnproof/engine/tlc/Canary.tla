------------------------------- MODULE Canary -------------------------------
(* Expressions that some versions of TLC evaluate wrongly. Each operator is  *)
(* true in the only state, if TLC does what TLA+ says.                       *)
EXTENDS Naturals, Sequences, TLC

VARIABLE zero   \* a variable, so that nothing is evaluated before the search

Init == zero = 0
Next == UNCHANGED zero
Spec == Init /\ [][Next]_zero
Valid == zero = 0

(* The update of a function that TLC keeps as a rule must survive that       *)
(* another function was made from it, and that it was itself looked at.      *)
Updates(Kept(_)) ==
    LET table == Kept([row \in SUBSET {1} |-> Kept([column \in SUBSET {2} |-> zero])])
        once  == Kept([table EXCEPT ![{1}][{2}] = 5])
        twice == Kept([once EXCEPT ![{}][{}] = 6])
    IN  /\ twice[{}][{}] = 6
        /\ DOMAIN (once @@ table) = SUBSET {1}   \* looks at its outer level only
        /\ twice[{1}][{2}] = 5

(* A sequence operator must see what EXCEPT changed in its argument, here a  *)
(* function that TLC keeps as a rule because it is recursive.                *)
Sequence(Kept(_)) ==
    LET rule[i \in 1..3] == IF i = 1 THEN zero ELSE rule[i - 1]
    IN  SubSeq(Kept([rule EXCEPT ![2] = 7]), 2, 2) = <<7>>

Lazily(value) == value

LazyExcept == Updates(Lazily)
SubSeqOfExcept == Sequence(Lazily)

(* With every value worked out at once the defects do not show: this tells   *)
(* a defect of TLC from a mistake in this module.                            *)
LazyExceptControl == Updates(TLCEval)
SubSeqOfExceptControl == Sequence(TLCEval)
=============================================================================
