------------------------- MODULE AdZapForgetsDirty -------------------------
(***************************************************************************)
(* Only the accessed bit is carried over.                                  *)
(***************************************************************************)
EXTENDS AccessedDirtyProperties

AccessedOnly(pages, s) ==
    IF s.pfn # NoPfn THEN Flagged(pages, s.pfn, FALSE, s.a) ELSE pages

=============================================================================
