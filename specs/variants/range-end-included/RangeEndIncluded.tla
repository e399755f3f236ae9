--------------------------- MODULE RangeEndIncluded --------------------------
(***************************************************************************)
(* gfn <= end in the retry test.                                           *)
(***************************************************************************)
EXTENDS SlotRangesProperties

RetryUpToEnd(v) ==
    LET g == fault[v].page[2]
    IN  \/ mmu_invalidate_retry_gfn(fault[v].mmu_seq, g)
        \/ mmu_invalidate_in_progress # 0 /\ g = mmu_invalidate_range.end

=============================================================================
