----------------------- MODULE StartWithoutActiveCount -----------------------
(***************************************************************************)
(* S1 does nothing.                                                        *)
(***************************************************************************)
EXTENDS NotifierSubscribersProperties

StartsUncounted(half) ==
    IF half = 1
    THEN UNCHANGED <<notifierVars, mn_active_invalidate_count, spte>>
    ELSE /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
         /\ mmu_invalidate_range' = RangeAdded(1, 2)
         /\ spte' = "none"
         /\ UNCHANGED <<mmu_invalidate_seq, mmu_lock, mn_active_invalidate_count>>

=============================================================================
