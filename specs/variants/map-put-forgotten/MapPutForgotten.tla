-------------------------- MODULE MapPutForgotten ---------------------------
(***************************************************************************)
(* The mapping is gone, the reference is not.                              *)
(***************************************************************************)
EXTENDS VcpuMapProperties

Forget(v) ==
    /\ map[v].pc = "mapped"
    /\ map' = [map EXCEPT ![v] = Unmapped]
    /\ UNCHANGED <<pageVars, hostUnchanged, page_marked_dead>>

=============================================================================
