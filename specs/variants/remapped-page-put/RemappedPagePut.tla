-------------------------- MODULE RemappedPagePut --------------------------
(***************************************************************************)
(* The lookup of 6.13 with the release of 6.12: whether there is something *)
(* to put is guessed from the pfn.                                         *)
(***************************************************************************)
EXTENDS Linux613

PutsByPfn(v) == fault[v].pfn # NoPfn /\ kvm_pfn_is_refcounted(fault[v].pfn)

=============================================================================
