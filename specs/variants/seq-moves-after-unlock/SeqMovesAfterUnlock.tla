------------------------- MODULE SeqMovesAfterUnlock ------------------------
(***************************************************************************)
(* End decrements in_progress and drops mmu_lock; the sequence counter     *)
(* moves later, when the pages are put.  Who has nothing to put moves it   *)
(* in the critical section as before: there is no later step then.         *)
(***************************************************************************)
EXTENDS KvmMmuProperties

MovesLater(n) == inv[n].gather # {}

EndKeepsSeq(n) ==
    /\ inv[n].pc = "modify" /\ inv[n].next = inv[n].end
    /\ MeetsMemslot(n)
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ mmu_invalidate_seq' = IF MovesLater(n) THEN mmu_invalidate_seq ELSE NextSeq
    /\ inv' = [inv EXCEPT ![n].pc = "in_progress_dec"]
    /\ UNCHANGED <<fault, pageVars, spteVars, hostVars, mmu_invalidate_in_progress, mmu_invalidate_range>>

PutMovesSeq(n, f) ==
    /\ inv[n].pc \in {"modify", "after"}
    /\ f \in inv[n].gather
    /\ put_page_noting(f)
    /\ mmu_invalidate_seq' = IF inv[n].pc = "after" THEN NextSeq ELSE mmu_invalidate_seq
    /\ inv' = [inv EXCEPT ![n] =
           IF inv[n].pc = "after" /\ inv[n].gather = {f}
           THEN InvIdle
           ELSE [inv[n] EXCEPT !.gather = @ \ {f}]]
    /\ UNCHANGED <<fault, hostVars, spte, dead_mark, mmu_invalidate_in_progress, mmu_invalidate_range, mmu_lock>>

=============================================================================
