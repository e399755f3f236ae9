------------------------- MODULE HugeMixedForgotten -------------------------
(***************************************************************************)
(* The flag is never set.                                                  *)
(***************************************************************************)
EXTENDS HugePagesProperties

PostWithoutFlag ==
    /\ updater.pc = "post"
    /\ mmu_lock = Unlocked
    /\ invalidate_end
    /\ updater' = UpdaterIdle
    /\ UNCHANGED <<hostVars, spteVars, inv, attr_private, lpage_mixed, fault>>

=============================================================================
