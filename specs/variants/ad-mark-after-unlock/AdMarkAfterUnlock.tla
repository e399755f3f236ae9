------------------------- MODULE AdMarkAfterUnlock -------------------------
(***************************************************************************)
(* The end of the fault is a step of its own.                              *)
(***************************************************************************)
EXTENDS AccessedDirtyProperties

NotUnderLock == FALSE
MarksDirtyToo(pages, v) == Marked(pages, fault[v].pfn, fault[v].w, TRUE)
PutsWhatWasGot(v) == fault[v].ref

=============================================================================
