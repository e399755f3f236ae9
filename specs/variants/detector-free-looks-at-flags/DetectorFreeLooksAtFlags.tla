---------------------- MODULE DetectorFreeLooksAtFlags ----------------------
(***************************************************************************)
(* A mark on the page of its next user, who made none, is noticed at once. *)
(***************************************************************************)
EXTENDS DetectorsProperties

ZapReportsForeignMarks ==
    /\ ZapIsLost /\ host # "maps" /\ spte.present
    /\ page' = AfterMark(spte.d, spte.a)
    /\ spte' = GoneSpte
    /\ Tick(FALSE, how = "nothing" /\ check /\ next = "has" /\ AfterMark(spte.d, spte.a) # page)
    /\ NotesMark("zap", spte.d, spte.a)
    /\ UNCHANGED <<fixed, host, fault, next, accessed, aged>>

=============================================================================
