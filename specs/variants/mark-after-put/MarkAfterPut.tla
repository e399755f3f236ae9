--------------------------- MODULE MarkAfterPut -----------------------------
(***************************************************************************)
(* The page is marked accessed after the reference was given back.         *)
(***************************************************************************)
EXTENDS KvmMmuProperties

(* The put came first: if it was the last reference, the page is free. *)
MarksAfterThePut(v) ==
    /\ HoldsRef(v)
    /\ page_count(fault[v].pfn) <= 1

=============================================================================
