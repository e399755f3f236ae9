--------------------- MODULE TdpIteratorSkipsAfterYield ---------------------
(***************************************************************************)
(* The iterator advances after a yield too.                                *)
(***************************************************************************)
EXTENDS TdpMmuProperties

StepsOn(i, end) == Advanced(i, FirstGfn, end, ROOTS, i.flush)

=============================================================================
