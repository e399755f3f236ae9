----------------------- MODULE HugeAttributesNoRange ------------------------
(***************************************************************************)
(* Begin, zap; no range.                                                   *)
(***************************************************************************)
EXTENDS HugePagesProperties

PreWithoutRange(first, last, private) ==
    /\ ATTRIBUTES
    /\ updater.pc = "idle" /\ first <= last
    /\ \E g \in first..last : (g \in attr_private) # private
    /\ mmu_lock = Unlocked
    /\ kvm_mmu_invalidate_begin
    /\ zap_leafs(first..last)
    /\ updater' = [pc |-> "store", start |-> first, end |-> last + 1, private |-> private]
    /\ UNCHANGED <<mmu_lock, hostVars, inv, attr_private, lpage_mixed, fault>>

=============================================================================
