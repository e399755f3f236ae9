---- MODULE Door ----
EXTENDS Naturals

CONSTANT Max

VARIABLES door, inside, log

vars == <<door, inside, log>>

Closed == [pc |-> "closed", uses |-> 0, marks |-> {}]

Init ==
    /\ door = Closed
    /\ inside = 0
    /\ log = {}

Room == inside < Max
Tired == door.uses = Max

(* Says the same twice. *)
Full == inside = Max /\ ~(inside < Max)

Open ==
    /\ door.pc = "closed"
    /\ ~Tired
    /\ door' = [door EXCEPT !.pc = "open",
                            !.uses = @ + 1,
                            !.marks = (@ \ {Max}) \cup {inside},
                            !.marks = IF @ = {} THEN @ ELSE @ \cup (@ \ {0})]
    /\ UNCHANGED <<inside, log>>

Enter ==
    /\ door.pc = "open"
    /\ \/ Room
       \/ Full /\ FALSE
    /\ inside' = IF Room THEN inside + 1 ELSE inside
    /\ log' = log \cup {inside}
    /\ door' = [door EXCEPT !.pc = "shutting"]

Shut ==
    /\ door.pc = "shutting"
    /\ door' = [door EXCEPT !.pc = "closed"]
    /\ UNCHANGED <<inside, log>>

Next == Open \/ Enter \/ Shut

Spec == Init /\ [][Next]_vars

TypeOK == inside \in 0..Max /\ door.uses \in 0..Max
EachUseEnters == door.pc = "closed" => inside = door.uses
AllLogged == door.pc = "closed" => log = {n \in 0..Max : n < inside}
RoomLeft == Room => inside < Max

Inside == inside = Max
====
