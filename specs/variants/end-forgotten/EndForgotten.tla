------------------------------ MODULE EndForgotten --------------------------
(***************************************************************************)
(* An invalidation that began never ends: in_progress stays up.  It happens*)
(* once for each thread at most, which is bad enough, and keeps in_progress*)
(* and with it the number of states finite.                                *)
(***************************************************************************)
EXTENDS KvmMmuProperties

LeavesWithoutEnd(n) ==
    /\ inv[n].pc = "modify" /\ inv[n].next = inv[n].end
    /\ MeetsMemslot(n)
    /\ IF mmu_invalidate_in_progress <= Cardinality(INVALIDATORS)
       THEN /\ inv' = [inv EXCEPT ![n] = AfterEnd(n)]
            /\ UNCHANGED <<mmu_lock, mmu_invalidate_seq>>
       ELSE /\ write_trylock(n)
            /\ mmu_lock' = WriteLocked(n)
            /\ mmu_invalidate_seq' = NextSeq
            /\ inv' = [inv EXCEPT ![n].pc = "in_progress_dec"]
    /\ UNCHANGED <<fault, pageVars, spteVars, hostVars, mmu_invalidate_in_progress, mmu_invalidate_range>>

=============================================================================
