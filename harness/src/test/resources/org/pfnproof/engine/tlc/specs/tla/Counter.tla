------------------------------ MODULE Counter ------------------------------
(* Workers that count up to Max together, and one that resets: a toy. *)
EXTENDS Naturals

CONSTANTS
    Workers,   \* who counts
    Max        \* how far

VARIABLES
    n,         \* the counter
    last       \* who counted last

vars == <<n, last>>

Init ==
    /\ n = 0
    /\ last = [w \in Workers |-> FALSE]

MayCount(w) == n < Max

Count(w, by) ==
    /\ MayCount(w)
    /\ n + by <= Max + 1
    /\ n' = n + by
    /\ last' = [v \in Workers |-> v = w]

Reset ==
    /\ n >= Max
    /\ n' = 0
    /\ UNCHANGED last

Next ==
    \/ \E w \in Workers, by \in 1..2 : Count(w, by)
    \/ Reset

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ WF_vars(Next)

(* Properties. *)
InRange == n \in 0..(Max + 1)
NeverMax == n < Max
NeverAboveMax == n <= Max
StartsAtOne == n > 0
OnlyUp == [][n' > n]_vars
OnlyUpOrToZero == [][n' > n \/ n' = 0]_vars
ReachesMax == <>(n >= Max)
StaysAtMax == <>[](n >= Max)
AlwaysReturns == []<>(n = 0)

Mayor == MayCount(CHOOSE w \in Workers : TRUE)
AsksMayCount == n < Max => Mayor
ViaLet == LET Inner(op(_)) == op(CHOOSE w \in Workers : TRUE) IN n < Max => Inner(MayCount)

CountsByOne == [][n' = n + 1]_vars
CountsBelowMax == [][n' > n => n < Max]_vars

Told == INSTANCE Teller WITH word <- Mayor
WitnessViaInstance == Told!Says

AboveMax == n > Max
JumpsByTwo == n' = n + 2
Unreachable == n > Max + 1

NeverCounts(w) == FALSE
RECURSIVE Deeper(_)
Deeper(w) == Deeper(w) /\ n >= 0
AsksItself(w) == Deeper(w)
============================================================================
