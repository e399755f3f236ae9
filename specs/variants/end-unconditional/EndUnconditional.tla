------------------------- MODULE EndUnconditional ---------------------------
(***************************************************************************)
(* start skips ranges without a memslot, end does not.                     *)
(***************************************************************************)
EXTENDS KvmMmuProperties

EndsWhatNeverBegan(n) ==
    /\ inv[n].pc = "modify" /\ inv[n].next = inv[n].end
    /\ ~MeetsMemslot(n)
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ mmu_invalidate_seq' = NextSeq
    /\ inv' = [inv EXCEPT ![n].pc = "in_progress_dec"]
    /\ UNCHANGED <<fault, pageVars, spteVars, hostVars, mmu_invalidate_in_progress, mmu_invalidate_range>>

=============================================================================
