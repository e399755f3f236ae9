----------------------------- MODULE MapCached ------------------------------
(***************************************************************************)
(* kvm_vcpu_unmap() keeps the page, kvm_vcpu_map() takes it again.         *)
(***************************************************************************)
EXTENDS VcpuMapProperties

Base0 == INSTANCE VcpuMapProperties

MapFromCache(v) ==
    IF map[v].pfn = NoPfn THEN Base0!kvm_vcpu_map(v)
    ELSE /\ map[v].pc = "none"
         /\ map' = [map EXCEPT ![v].pc = "mapped"]
         /\ UNCHANGED <<pageVars, hostUnchanged, page_marked_dead>>

UnmapToCache(v) ==
    /\ map[v].pc = "mapped"
    /\ map' = [map EXCEPT ![v].pc = "none"]
    /\ UNCHANGED <<pageVars, hostUnchanged, page_marked_dead>>

=============================================================================
