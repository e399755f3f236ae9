--------------------------- MODULE EndForgotten -----------------------------
(***************************************************************************)
(* An invalidation that began never ends: in_progress stays up.            *)
(***************************************************************************)
EXTENDS KvmMmuProperties

LeavesWithoutEnd(n) ==
    /\ inv[n].pc = "modify" /\ inv[n].next = inv[n].end
    /\ MeetsMemslot(n)
    /\ inv' = [inv EXCEPT ![n] = AfterEnd(n)]
    /\ UNCHANGED invUnchanged

=============================================================================
