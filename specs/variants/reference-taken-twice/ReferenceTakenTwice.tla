------------------------ MODULE ReferenceTakenTwice -------------------------
(***************************************************************************)
(* The lookup returns a reference, and its caller takes one more; not of a *)
(* page that has leaked some already, which keeps the counts finite.       *)
(***************************************************************************)
EXTENDS KvmMmuProperties

Taken(f) == IF page_count(f) <= Cardinality(FRAMES) THEN 2 ELSE 1

LookupThenGet(v) ==
    LET pte == host_pte[HvaOfFault(v)]
    IN  /\ LookingUp(v)
        /\ ~IsPfnmap(HvaOfFault(v))
        /\ pte_present(HvaOfFault(v))
        /\ fault[v].write => pte.w
        /\ page_refcount' = [page_refcount EXCEPT ![compound_head(pte.pfn)] = @ + Taken(pte.pfn)]
        /\ LookupDone(v, pte.pfn, pte.w)
        /\ UNCHANGED <<page_head, buddy, notifierVars, spteVars, hostVars, inv>>

=============================================================================
