module OneLamp

open Lamps

fact Behaviour { no Lit and always lampStep }

check OneAtATime for exactly 2 Lamp, exactly 1 Holder, 3 int, 1..4 steps expect 0
check NeverLit for exactly 2 Lamp, exactly 1 Holder, 3 int, 1..4 steps expect 1
check LitAtLast for exactly 2 Lamp, exactly 1 Holder, 3 int, 1..4 steps expect 0
check DarkAtFirst for exactly 2 Lamp, exactly 1 Holder, 3 int, 1..4 steps expect 0
run wAllLit { eventually Lit = Lamp } for exactly 2 Lamp, exactly 1 Holder, 3 int, 1..4 steps expect 1
