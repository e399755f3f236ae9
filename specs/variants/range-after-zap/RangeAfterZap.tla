----------------------------- MODULE RangeAfterZap --------------------------
(***************************************************************************)
(* The zap comes first and the range is added afterwards.  As long as      *)
(* mmu_lock is held from the one to the other nobody can tell; but the zap *)
(* may drop it.                                                            *)
(***************************************************************************)
EXTENDS KvmMmuProperties

(* In the place of the range: straight to the walk. *)
WalksAtOnce(n) ==
    /\ inv[n].pc = "range_add"
    /\ inv' = [inv EXCEPT ![n].pc = "unmap"]
    /\ UNCHANGED <<fault, pageVars, notifierVars, spteVars, hostVars>>

(* At the end of the walk: the range, then the unlock. *)
WalksAndAddsRange(n) ==
    /\ inv[n].pc \in {"unmap", "unmap_resumed"}
    /\ zap_sptes(GfnsFrom(n))
    /\ mmu_invalidate_range' = RangeAdded(GfnStart(n), GfnEnd(n))
    /\ mmu_lock' = Unlocked
    /\ inv' = [inv EXCEPT ![n].pc = "modify", ![n].next = inv[n].start]
    /\ UNCHANGED <<fault, pageVars, hostVars, mmu_invalidate_seq, mmu_invalidate_in_progress>>

=============================================================================
