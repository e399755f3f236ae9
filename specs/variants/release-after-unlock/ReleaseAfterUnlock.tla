------------------------ MODULE ReleaseAfterUnlock -------------------------
(***************************************************************************)
(* The order of 6.12 (unlock, then release) with the release of 6.13,      *)
(* which marks the page dirty.                                             *)
(***************************************************************************)
EXTENDS Linux613

UnlockAfterMap == "unlock"
ReleaseAfterUnlock(v) == [fault[v] EXCEPT !.pc = "release"]

=============================================================================
