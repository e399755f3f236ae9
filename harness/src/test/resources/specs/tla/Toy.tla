---- MODULE Toy ----
====
