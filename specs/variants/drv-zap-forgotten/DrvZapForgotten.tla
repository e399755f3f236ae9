-------------------------- MODULE DrvZapForgotten ---------------------------
(***************************************************************************)
(* Begin and range, no zap.                                                *)
(***************************************************************************)
EXTENDS DriverPagesProperties

BeginOnly(n) ==
    /\ drv[n].pc = "idle" /\ ~BufferLocked
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' = RangeAdded(THE_GFN, THE_GFN + 1)
    /\ drv' = [drv EXCEPT ![n].pc = DrvStepAfter("idle"), ![n].begun = TRUE]
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_lock, pageVars, drv_page, drv_free, host_pte, spte, fault>>

=============================================================================
