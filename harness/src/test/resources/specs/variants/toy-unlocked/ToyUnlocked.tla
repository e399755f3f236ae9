---- MODULE ToyUnlocked ----
====
