----------------------- MODULE DetectorCheckAlwaysOn -----------------------
(***************************************************************************)
(* A flag or a count on a page that is handed out is always reported.      *)
(***************************************************************************)
EXTENDS DetectorsProperties

HandsOutWithCheck ==
    /\ next \in {"none", "gave"}
    /\ page[F].class = "free"
    /\ next' = IF next = "none" THEN "has" ELSE "has_again"
    /\ page' = IF LooksBad THEN Bad(page) ELSE [page EXCEPT ![F].class = "ram", ![F].count = 1]
    /\ Tick(FALSE, LooksBad) /\ NoMark
    /\ UNCHANGED <<fixed, spte, host, fault, accessed, aged>>

=============================================================================
