----------------------- MODULE AdSkippedRootsHarmless -----------------------
(***************************************************************************)
(* Only the root that the guest uses is zapped by start.                   *)
(***************************************************************************)
EXTENDS AccessedDirtyProperties

ZapsValidRoots == [spte |-> NoSpte, old_spte |-> old_spte]

=============================================================================
