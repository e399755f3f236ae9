---------------------- MODULE HostUnmapsWithoutNotifying ---------------------
(***************************************************************************)
(* No walk of start.                                                       *)
(***************************************************************************)
EXTENDS NotifierSubscribersProperties

Unannounced(n, may_block) ==
    /\ inv[n].pc = "idle"
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT !.pc = "modify", !.may_block = may_block]]
    /\ UNCHANGED <<kvmUnchanged, hostUnchanged, open>>

=============================================================================
