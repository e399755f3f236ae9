---- MODULE ToyStuck ----
====
