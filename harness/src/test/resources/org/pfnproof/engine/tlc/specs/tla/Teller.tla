---- MODULE Teller ----
CONSTANT word
Says == word
====
