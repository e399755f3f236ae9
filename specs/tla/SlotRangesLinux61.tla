------------------------- MODULE SlotRangesLinux61 --------------------------
(***************************************************************************)
(* What Linux 6.1 does otherwise in SlotRanges: virt/kvm/kvm_main.c,       *)
(* kvm_mmu_invalidate_begin(); include/linux/kvm_host.h,                   *)
(* mmu_invalidate_retry_hva(); arch/x86/kvm/mmu/mmu.c.  Models of the      *)
(* profile linux-6.1 put these operators in the place of those of 6.12;    *)
(* all else is the same.                                                   *)
(*                                                                         *)
(* The range is in hvas.  Begin knows all of it at once, whichever slots   *)
(* it will meet, so an alias is held back from the beginning, and a gfn    *)
(* between two aliases is not.  Slots add nothing.  There are no lockless  *)
(* retry tests (P9, P14 came with 6.8).                                    *)
(*                                                                         *)
(* In 6.1 the walk of end leaves only the address space at hand when it    *)
(* has met a slot; in the next one it calls an empty handler, which        *)
(* changes nothing.                                                        *)
(***************************************************************************)
EXTENDS SlotRangesProperties

(* The first one sets the range, the others widen it. *)
HvaRange(n) == [start |-> inv[n].start, end |-> inv[n].end]
HvaRangeWidened(n) == RangeAdded(HvaRange(n).start, HvaRange(n).end)

HvaBegin(n) ==
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' =
           IF mmu_invalidate_in_progress = 0 THEN HvaRange(n) ELSE HvaRangeWidened(n)
    /\ UNCHANGED mmu_invalidate_seq

NothingAdded(n) == mmu_invalidate_range

(* mmu_invalidate_retry_hva(), and P16 with it: InRange compares units of  *)
(* whatever kind.                                                          *)
mmu_invalidate_retry_hva(seq, h) ==
    \/ mmu_invalidate_in_progress # 0 /\ InRange(h)
    \/ mmu_invalidate_seq # seq

HvaRetry(v) == mmu_invalidate_retry_hva(fault[v].mmu_seq, PageHva(fault[v].page))

FaultWithoutLocklessTests(step) ==
    CASE step = "snapshot" -> "lookup"
      [] step = "lookup"   -> "map"

=============================================================================
