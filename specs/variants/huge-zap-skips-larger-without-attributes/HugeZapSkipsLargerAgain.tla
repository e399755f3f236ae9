---------------------- MODULE HugeZapSkipsLargerAgain -----------------------
(***************************************************************************)
(* A huge SPTE goes only if the range covers all of it.                    *)
(***************************************************************************)
EXTENDS HugePagesProperties

ZapWithin(gfns) ==
    IF spte_huge /\ ~(BLOCK \subseteq gfns)
    THEN /\ spte' = [g \in GFNS |-> IF g \in gfns \ BLOCK THEN NoPfn ELSE spte[g]]
         /\ UNCHANGED spte_huge
    ELSE /\ spte' = [g \in GFNS |-> IF g \in gfns THEN NoPfn ELSE spte[g]]
         /\ spte_huge' = (spte_huge /\ gfns \cap BLOCK = {})

=============================================================================
