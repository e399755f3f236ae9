---- MODULE ToyUnlocked ----
EXTENDS Toy
NoLock(p) == owner' = {p}
====
