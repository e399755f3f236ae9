module Twice

open Lamps

fact Behaviour { no Lit and always (lampStep or twice) }

check OneAtATime for exactly 2 Lamp, exactly 1 Holder, 3 int, 1..4 steps expect 1
check NeverLit for exactly 2 Lamp, exactly 1 Holder, 3 int, 1..4 steps expect 1
check LitAtLast for exactly 2 Lamp, exactly 1 Holder, 3 int, 1..4 steps expect 1
check DarkAtFirst for exactly 2 Lamp, exactly 1 Holder, 3 int, 1..4 steps expect 0
run wOff { eventually some l: Lamp | off[l] } for exactly 2 Lamp, exactly 1 Holder, 3 int, 1..4 steps expect 1
