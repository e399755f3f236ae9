--------------------- MODULE MemslotUpdateAfterLostEnd ----------------------
(***************************************************************************)
(* E2 of the last active invalidation does not happen.                     *)
(***************************************************************************)
EXTENDS MemslotsProperties

(* The count never comes back to zero: the last of the active ones leaves. *)
LeavesWithoutEnd(n) ==
    /\ inv[n].pc = "count_dec"
    /\ mn_active_invalidate_count' = Max2(1, mn_active_invalidate_count - 1)
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<notifierVars, slotVars, spte, fault>>

=============================================================================
