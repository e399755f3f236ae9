-------------------------- MODULE UnmapAfterStart ---------------------------
(***************************************************************************)
(* The SPTEs are zapped by the end of the invalidation instead of its      *)
(* start. New mappings are still kept out, old ones stay while the host    *)
(* clears its entries and frees the pages.                                 *)
(***************************************************************************)
EXTENDS KvmMmuProperties

(* Start: begin and range, then unlock without the zap. *)
StartWithoutUnmap(n) ==
    /\ inv[n].pc = "unmap"
    /\ mmu_lock' = Unlocked
    /\ inv' = [inv EXCEPT ![n].pc = "modify"]
    /\ UNCHANGED <<fault, pageVars, spteVars, hostVars, mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range>>

(* End: the zap, then what end does. *)
EndWithUnmap(n) ==
    /\ inv[n].pc = "modify" /\ inv[n].next = inv[n].end
    /\ MeetsMemslot(n)
    /\ write_trylock(n)
    /\ mmu_lock' = WriteLocked(n)
    /\ zap_sptes(GfnsOfRange(n))
    /\ mmu_invalidate_seq' = NextSeq
    /\ inv' = [inv EXCEPT ![n].pc = "in_progress_dec"]
    /\ UNCHANGED <<fault, pageVars, hostVars, mmu_invalidate_in_progress, mmu_invalidate_range>>

=============================================================================
