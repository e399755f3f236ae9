------------------------- MODULE HugeReleaseAligned -------------------------
(***************************************************************************)
(* kvm_release_pfn_clean() of the pfn in the SPTE.                         *)
(***************************************************************************)
EXTENDS HugePagesProperties

AlignedIfHuge(v) == IF fault[v].goal_level = 2 THEN AlignedPfn(fault[v].pfn) ELSE fault[v].pfn

=============================================================================
