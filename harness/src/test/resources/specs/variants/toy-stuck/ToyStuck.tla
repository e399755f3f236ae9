---- MODULE ToyStuck ----
EXTENDS Toy
KeepLock(p) == owner' = owner
====
