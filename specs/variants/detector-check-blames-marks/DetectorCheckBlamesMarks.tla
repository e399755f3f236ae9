---------------------- MODULE DetectorCheckBlamesMarks ----------------------
(***************************************************************************)
(* put_page() leaves the flags as they are.                                *)
(***************************************************************************)
EXTENDS DetectorsProperties

PutKeepsFlags(pages, f) ==
    IF FreedByPut(pages, f) # {}
    THEN [x \in FRAMES |-> IF x \in FreedByPut(pages, f)
                           THEN [pages[x] EXCEPT !.class = "free", !.count = 0] ELSE pages[x]]
    ELSE [pages EXCEPT ![Head(pages, f)].count = @ - 1]

=============================================================================
