------------------------------- MODULE Linux61 -------------------------------
(***************************************************************************)
(* Profile linux-6.1: what Linux 6.1 does otherwise than 6.12 in a page    *)
(* fault.  arch/x86/kvm/mmu/mmu.c direct_page_fault(), kvm_faultin_pfn(),  *)
(* is_page_fault_stale(); include/linux/kvm_host.h; Linux 6.1.192.         *)
(*                                                                         *)
(* Nothing looks at the counters without mmu_lock: the tests before the    *)
(* lookup (P9) and after it (P14) came with 6.8.  So a fault that meets an *)
(* invalidation always takes a reference, marks the page accessed on its   *)
(* way out, and learns of it under mmu_lock only.                          *)
(*                                                                         *)
(* The range is in host virtual addresses, and is set together with        *)
(* in_progress, so there is no "running, and no range".  One memslot with  *)
(* gfn g at hva g gives the same numbers: the kernel does not cut its      *)
(* range to the memslot, but no gfn lies outside, and of two intervals     *)
(* that both meet the memslot the cover cut to it is the cover of the cut  *)
(* ones.  Setting the range in a step of its own is seen by nobody, since  *)
(* mmu_lock is held for write in between.                                  *)
(***************************************************************************)
EXTENDS KvmMmuProperties

(* No lockless retry test. *)
FaultStepAfter61(step) ==
    CASE step = "fault"    -> "snapshot"
      [] step = "snapshot" -> "lookup"
      [] step = "lookup"   -> "lock"
      [] step = "lock"     -> "stale"
      [] step = "stale"    -> "map"
      [] step = "map"      -> "unlock"

(* The test under mmu_lock compares fault->hva with the range. *)
mmu_invalidate_retry_hva(seq, g) ==
    \/ mmu_invalidate_in_progress # 0 /\ InRange(gfn_to_hva(g))
    \/ mmu_invalidate_seq # seq

=============================================================================
