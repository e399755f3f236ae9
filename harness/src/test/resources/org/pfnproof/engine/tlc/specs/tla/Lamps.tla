------------------------------- MODULE Lamps -------------------------------
(* People switch their lamps, so many times: a toy with values of all      *)
(* kinds, a step that changes nothing and that TLC finds twice, two labels *)
(* for one step, two initial states and states without steps.              *)
EXTENDS Naturals, Sequences

CONSTANTS
    WHO,       \* who has a lamp
    MAX        \* how often lamps are switched

VARIABLES
    lamp,      \* "off", "on" or "broken", and whether it was ever seen
    count,     \* switches so far
    switched,  \* history: who has switched
    order      \* history: in which order they did so first

vars == <<lamp, count, switched, order>>

Init ==
    /\ lamp = [w \in WHO |-> [light |-> "off", seen |-> FALSE]]
    /\ count \in {0, 1}
    /\ switched = {}
    /\ order = <<>>

Put(w, light) ==
    /\ count < MAX
    /\ lamp' = [lamp EXCEPT ![w].light = light]
    /\ count' = count + 1
    /\ switched' = switched \cup {w}
    /\ order' = IF w \in switched THEN order ELSE Append(order, w)

Switch(w, on) ==
    /\ lamp[w].light = IF on THEN "off" ELSE "on"
    /\ Put(w, IF on THEN "on" ELSE "off")

Toggle(w) ==
    /\ lamp[w].light \in {"off", "on"}
    /\ Put(w, IF lamp[w].light = "off" THEN "on" ELSE "off")

Look(w) ==
    /\ \/ lamp[w].light = "on"
       \/ lamp[w].light = "on" /\ lamp[w].seen
    /\ lamp' = [lamp EXCEPT ![w].seen = TRUE]
    /\ UNCHANGED <<count, switched, order>>

Break(w) ==
    /\ count = MAX
    /\ lamp[w].light # "broken"
    /\ lamp' = [lamp EXCEPT ![w] = [light |-> "broken", seen |-> FALSE]]
    /\ UNCHANGED <<count, switched, order>>

Next ==
    \/ \E w \in WHO, on \in BOOLEAN : Switch(w, on)
    \/ \E w \in WHO : Toggle(w) \/ Look(w) \/ Break(w)

Spec == Init /\ [][Next]_vars

(* Toggle in other words, to be put in its place. *)
Flip(w) ==
    /\ lamp[w].light # "broken"
    /\ Put(w, IF lamp[w].light = "on" THEN "off" ELSE "on")

CountInRange == count \in 0..MAX

(* Is violated: what both sides make of it is compared all the same.       *)
BelowMax == count < MAX

BrokenStaysBroken == [][\A w \in WHO : lamp[w].light = "broken" => lamp'[w].light = "broken"]_vars

(* Witnesses.                                                              *)
SomethingBroken == \E w \in WHO : lamp[w].light = "broken"

SwitchedOff == \E w \in WHO : lamp[w].light = "on" /\ lamp'[w].light = "off"

AllHaveSwitched == switched = WHO

(* Has no value where nobody has switched.                                 *)
AnnWasFirst == order[1] = "ann"
=============================================================================
