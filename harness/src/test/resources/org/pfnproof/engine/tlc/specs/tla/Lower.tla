---- MODULE Lower ----
VARIABLES zebra, apple
VARIABLE mango
====
