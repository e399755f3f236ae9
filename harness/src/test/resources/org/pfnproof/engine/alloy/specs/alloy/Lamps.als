module Lamps

-- A lamp for tests: it is switched on and off, by somebody.

sig Lamp {}
sig Holder {}
var sig Lit in Lamp {}

pred on[h: Holder, l: Lamp] { l not in Lit and Lit' = Lit + l }
pred off[l: Lamp] { l in Lit and Lit' = Lit - l }
pred twice { Lit' = Lamp and no Lit }

fun _on: Holder -> Lamp { { h: Holder, l: Lamp | on[h, l] } }
fun _off: set Lamp { { l: Lamp | off[l] } }

pred lampStep { Lit' = Lit or (some h: Holder, l: Lamp | on[h, l]) or (some l: Lamp | off[l]) }

assert OneAtATime { always lone Lit' - Lit }
assert NeverLit { always no Lit }
assert LitAtLast { eventually some Lit }
assert DarkAtFirst { no Lit }
