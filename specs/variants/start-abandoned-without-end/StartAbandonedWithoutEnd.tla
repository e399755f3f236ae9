----------------------- MODULE StartAbandonedWithoutEnd ----------------------
(***************************************************************************)
(* After a refusal the operation is over.                                  *)
(***************************************************************************)
EXTENDS NotifierSubscribersProperties

Abandoned(n) ==
    IF inv[n].refused THEN InvIdle ELSE [inv[n] EXCEPT !.pc = "modify", !.at = 0]

=============================================================================
