------------------------ MODULE GmemReleaseZapsNothing -----------------------
(***************************************************************************)
(* The zap of release does nothing.                                        *)
(***************************************************************************)
EXTENDS OtherInvalidationsProperties

NotAtRelease(n, end) ==
    [g \in GFNS |-> IF inv[n].op # "release" /\ inv[n].next <= g /\ g < end THEN "none" ELSE spte[g]]

=============================================================================
