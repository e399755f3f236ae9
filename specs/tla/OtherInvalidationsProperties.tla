-------------------- MODULE OtherInvalidationsProperties ---------------------
(***************************************************************************)
(* What must hold of OtherInvalidations, the situations that a run must    *)
(* reach, the abstraction of mmu_invalidate_seq (see OpaqueSeq), and what  *)
(* Linux 6.1 does otherwise: it has kvm_zap_gfn_range() alone.             *)
(***************************************************************************)
EXTENDS OtherInvalidations

LiveOthSnapshots == {fault[v].mmu_seq : v \in VCPUS} \ {NoSeq}

FreshOthSeq == FreshSeqFrom(0, LiveOthSnapshots)

-----------------------------------------------------------------------------
(* 6.1: the retry test looks at the hva, of which the range says nothing   *)
(* here; so kvm_zap_gfn_range() holds back every fault.  Gfn g is behind   *)
(* hva g + HvaOffset, beyond all gfns.                                     *)
HvaOffset == Cardinality(GFNS) + 1
EveryHva == [start |-> 0, end |-> 2 * HvaOffset]
ZapGfnRangeRange(n) == EveryHva
HvasOfZap(n) == RangeAdded(ZapGfnRangeRange(n).start, ZapGfnRangeRange(n).end)

HvaRetry(v) ==
    \/ mmu_invalidate_in_progress # 0 /\ InRange(fault[v].gfn + HvaOffset)
    \/ mmu_invalidate_seq # fault[v].mmu_seq

-----------------------------------------------------------------------------
(* Safety *)

Within(n, g) == inv[n].start <= g /\ g < inv[n].end

(* What was written between begin and end was mapped by nobody meanwhile.  *)
OthNothingMappedWhileWritten ==
    \A n \in INVALIDATORS : \A g \in GFNS :
        inv[n].begun /\ inv[n].op \in {"attributes", "punch_hole"} /\ inv[n].pc \in {"write", "end"}
            /\ Within(n, g) => spte[g] = "none"

(* A stale entry is one that an operation has yet to come to: one that     *)
(* writes first.  Once it is over, nothing stale is mapped.                *)
YetToZap(n, g) ==
    /\ inv[n].op \in {"zap_gfn_range", "error", "release"}
    /\ Within(n, g)
    /\ inv[n].pc = "begin" \/ (inv[n].pc \in {"unmap", "yielded"} /\ g >= inv[n].next)
OthNothingStaleLeft ==
    \A g \in GFNS : spte[g] = "stale" => \E n \in INVALIDATORS : YetToZap(n, g)

(* in_progress is the number of those between begin and end.               *)
OthInProgressBalanced ==
    mmu_invalidate_in_progress = Cardinality({n \in INVALIDATORS : inv[n].begun})

(* While something is in progress, a range is set (two warnings say so),   *)
(* and it covers all that are.                                             *)
OthRangeIsSet == mmu_invalidate_in_progress # 0 => mmu_invalidate_range # NoRange
OthRangeCoversRunning ==
    \A n \in INVALIDATORS : inv[n].begun =>
        mmu_invalidate_range.start <= inv[n].start /\ inv[n].end <= mmu_invalidate_range.end

(* Nothing is mapped from a file that is closed.                           *)
OthNothingMappedFromClosedFile == file = "closed" => \A g \in GFNS : spte[g] = "none"

-----------------------------------------------------------------------------
(* Witnesses *)

SentBack(v) == fault[v].pc = "map" /\ fault'[v].pc = "guest" /\ spte'[fault[v].gfn] = "none"
ByRange(v) == SentBack(v) /\ fault[v].mmu_seq = mmu_invalidate_seq
ByRangeOf(v, op) == ByRange(v) /\ \E n \in INVALIDATORS : inv[n].op = op /\ Within(n, fault[v].gfn)

OthHeldBackByAttributes == \E v \in VCPUS : ByRangeOf(v, "attributes")
OthHeldBackByPunchHole == \E v \in VCPUS : ByRangeOf(v, "punch_hole")
OthHeldBackWhileZapYields == \E v \in VCPUS : ByRangeOf(v, "zap_gfn_range")
OthRetriesAfterEnd == \E v \in VCPUS : SentBack(v) /\ fault[v].pfn = "stale" /\ ~ByRange(v)
OthStaleBeforeZap == \E g \in GFNS : spte[g] = "stale"
OthTwoErrorsOverlap ==
    \E n, m \in INVALIDATORS :
        n # m /\ inv[n].op = "error" /\ inv[m].op = "error" /\ inv[n].begun /\ inv[m].begun
OthNothingBound == \E n \in INVALIDATORS : inv[n].pc = "begin" /\ inv[n].op = "punch_hole" /\ ~bound
OthReleaseZaps ==
    \E n \in INVALIDATORS : \E g \in GFNS :
        inv[n].op = "release" /\ spte[g] # "none" /\ spte'[g] = "none"
OthDifferentKindsOverlap ==
    \E n, m \in INVALIDATORS : inv[n].op # inv[m].op /\ inv[n].begun /\ inv[m].begun

=============================================================================
