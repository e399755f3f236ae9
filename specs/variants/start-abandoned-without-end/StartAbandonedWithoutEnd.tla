----------------------- MODULE StartAbandonedWithoutEnd ----------------------
(***************************************************************************)
(* After a refusal the operation is over.  No more starts once two have    *)
(* been lost: that keeps the states finite.                                *)
(***************************************************************************)
EXTENDS NotifierSubscribersProperties

Abandoned(n) ==
    IF inv[n].refused THEN InvIdle ELSE [inv[n] EXCEPT !.pc = "modify", !.at = 0]

StartsUnlessTwoLost(n, may_block) ==
    /\ mn_active_invalidate_count < 2
    /\ inv[n].pc = "idle"
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT !.pc = "start", !.at = 1, !.may_block = may_block]]
    /\ UNCHANGED <<kvmUnchanged, hostUnchanged, open>>

=============================================================================
