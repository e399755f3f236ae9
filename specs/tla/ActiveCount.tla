---------------------------- MODULE ActiveCount ----------------------------
(***************************************************************************)
(* mn_active_invalidate_count: how many invalidations are between their    *)
(* start and their end, whether or not a memslot meets them.               *)
(* virt/kvm/kvm_main.c, kvm_mmu_notifier_invalidate_range_start(), _end(); *)
(* Linux 6.12.                                                             *)
(*                                                                         *)
(* It is the first thing that start raises (S1) and the last that end      *)
(* lowers (E2), under a spinlock of its own, mn_invalidate_lock, that is   *)
(* held for nothing else but the publication of memslots.  Each section    *)
(* under that lock is one step here, so the lock needs no variable.        *)
(*                                                                         *)
(* Two readers: the retry test of pfncaches (module PfnCache), and the     *)
(* thread that wants to publish other memslots (module Memslots).          *)
(***************************************************************************)
EXTENDS MmuNotifier, FiniteSets

VARIABLES
    mn_active_invalidate_count

CountInit == mn_active_invalidate_count = 0
CountTypeOK == mn_active_invalidate_count \in Int

(* S1 *)
active_count_inc == mn_active_invalidate_count' = mn_active_invalidate_count + 1

(* E2.  6.12 warns at zero and leaves it there. *)
active_count_dec ==
    mn_active_invalidate_count' =
        IF mn_active_invalidate_count = 0 THEN 0 ELSE mn_active_invalidate_count - 1

=============================================================================
