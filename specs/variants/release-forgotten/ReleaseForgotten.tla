------------------------- MODULE ReleaseForgotten ---------------------------
(***************************************************************************)
(* The exit for a stale fault skips kvm_release_pfn_clean(): the reference *)
(* of the lookup is never given back.                                      *)
(***************************************************************************)
EXTENDS KvmMmuProperties

(* RET_PF_RETRY leaves straight from the unlock. *)
UnlockAndLeaveOnRetry(v) ==
    /\ fault[v].pc = "unlock"
    /\ mmu_lock' = ReadUnlocked(v)
    /\ fault' = [fault EXCEPT ![v] =
           IF fault[v].retry THEN AfterRelease(v) ELSE [fault[v] EXCEPT !.pc = "release"]]
    /\ UNCHANGED <<pageVars, spteVars, hostVars, inv,
                   mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range>>

=============================================================================
