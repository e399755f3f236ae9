------------------------ MODULE FollowPfnProperties ------------------------
(***************************************************************************)
(* What must hold of FollowPfn, in each version.                           *)
(***************************************************************************)
EXTENDS FollowPfn

Idle == kfp.pc = "idle"
Returned == kfp.result # ""

(* Between calls a page's count is what its owners hold; never is it less. *)
KfpNoReferenceLeaked == Idle => count <= OwnersCount
KfpNoReferenceStolen == count >= OwnersCount

(* Accessed and dirty go to pages with a count only: neither to a freed    *)
(* page nor to one that is not refcounted (the thread's assertion).        *)
KfpMarksOnlyCountedPages == ~dead_mark

(* A write that meets a read-only entry of a PFNMAP area is reported as    *)
(* such: x86 emulates it.  ERR_FAULT would end in -EFAULT to user space.   *)
KfpReadOnlyIsReported ==
    Returned /\ kfp.read_only /\ page # "ram" => kfp.result = "ERR_RO_FAULT"

(* Memory without a struct page can be mapped by whoever could before.     *)
KfpMmioIsServed ==
    Returned /\ page = "mmio" /\ kfp.result = "ERR_FAULT" => ~host_maps \/ kfp.stale

(* Nobody uses a page that he neither holds nor hears of when it goes.     *)
KfpUserHoldsOrHears ==
    kfp.pc = "release" /\ ~IsFault(kfp.caller) => kfp.got

(* Pages without a count are refused: what 6.12 does.                      *)
KfpUncountedIsRefused == page = "later" => kfp.result # "pfn"

-----------------------------------------------------------------------------
(* Witnesses *)

KfpFaultMapsRam == page = "ram" /\ spte # "none"
KfpFaultMapsUncounted == page = "later" /\ spte # "none"
KfpFaultRetries == kfp.retry
KfpLateTestRetries == kfp.pc = "retry_late" /\ kfp.stale
KfpReadOnlyEntryMet == Returned /\ kfp.read_only /\ page # "ram"
KfpHeldPageIsUnmapped == kfp.pc = "release" /\ page = "ram" /\ ~host_maps
KfpLegacyUsesMmio == kfp.pc = "release" /\ kfp.caller = "legacy" /\ page = "mmio"
KfpUsedWithoutReference == kfp.pc = "lock" /\ page = "ram" /\ kfp.got /\ count = OwnersCount

=============================================================================
