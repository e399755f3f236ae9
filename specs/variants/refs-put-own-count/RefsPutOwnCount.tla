-------------------------- MODULE RefsPutOwnCount ---------------------------
(***************************************************************************)
(* put_page() that forgets compound_head(): on a tail the count goes below *)
(* zero, while the head keeps the reference.                               *)
(***************************************************************************)
EXTENDS PageRefs

(* One off the count of the page itself, without compound_head(). *)
PutOwnCount(f) ==
    /\ page_refcount' = [page_refcount EXCEPT ![f] = @ - 1]
    /\ buddy' = IF page_refcount[f] = 1 THEN buddy \cup {f} ELSE buddy
    /\ UNCHANGED page_head

=============================================================================
