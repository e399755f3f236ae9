module Boxes

-- Boxes in boxes, for tests: nothing moves.

sig Box { inside: lone Box }
one sig Shelf { top: lone Box }

fact NoCycle { no b: Box | b in b.^inside }

assert NoBoxInItself { all b: Box | b not in b.inside }
assert OneInside { all b: Box | lone inside.b }

check NoBoxInItself for 3 but 3 int expect 0
check OneInside for 3 but 3 int expect 1
run wNested { some inside.inside } for 3 but 3 int expect 1
