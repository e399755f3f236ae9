--------------------------- MODULE RefsPutTwice -----------------------------
(***************************************************************************)
(* The holder gives its reference back and may do so again.                *)
(***************************************************************************)
EXTENDS PageRefs

(* Whether the holder forgets the page is open: it may put it once more. *)
MayPutAgain(h) == holds' \in {holds, [holds EXCEPT ![h] = NoPfn]}

=============================================================================
