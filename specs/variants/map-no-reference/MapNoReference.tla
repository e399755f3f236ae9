--------------------------- MODULE MapNoReference ---------------------------
(***************************************************************************)
(* Nothing is got, nothing is put.                                         *)
(***************************************************************************)
EXTENDS VcpuMapProperties

MapWithoutReference(v) ==
    /\ map[v].pc = "none"
    /\ Present /\ ~Shared
    /\ map' = [map EXCEPT ![v] = [pc |-> "mapped", pfn |-> host_pte, ref |-> FALSE]]
    /\ UNCHANGED <<pageVars, hostUnchanged, page_marked_dead>>

UnmapWithoutReference(v) ==
    /\ map[v].pc = "mapped"
    /\ page_marked_dead' = (page_marked_dead \/ MarkIsLate(v))
    /\ map' = [map EXCEPT ![v] = Unmapped]
    /\ UNCHANGED <<pageVars, hostUnchanged>>

=============================================================================
