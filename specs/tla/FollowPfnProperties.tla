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

(* An SPTE goes with the host's entry.                                     *)
KfpSpteOnlyWhileHostMaps == spte # "none" => host_maps

(* A lookup finds what the host maps at that moment, for what it may do.   *)
KfpFindsOnlyWhatHostMaps ==
    [][kfp.pc = "lookup" /\ kfp'.result = "pfn" => host_maps /\ (kfp.write => writable)]_kfpVars

(* And the other way round: what the host maps, with a count, is found.    *)
KfpAllowedAccessIsServed ==
    Returned /\ page # "later" /\ kfp.result # "pfn" =>
        ~host_maps \/ kfp.stale \/ (kfp.write /\ ~writable)

(* ERR_RO_FAULT is kept for what it means.                                 *)
KfpRoFaultIsOfPfnmap ==
    kfp.result = "ERR_RO_FAULT" => kfp.write /\ ~writable /\ page # "ram"

(* A call takes one reference at most, whatever it is doing.               *)
KfpOneReferencePerCall == count <= OwnersCount + 1

(* Every call returns something; a fault that has a page goes through both *)
(* retry tests, and nobody else does.                                      *)
KfpStepsInOrder ==
    [][/\ kfp.pc = "lookup" => kfp'.pc # "idle"
       /\ kfp.pc = "lookup" /\ kfp.caller = "fault" => kfp'.pc # "release"
       /\ kfp.pc = "lookup" /\ ~IsFault(kfp.caller) => kfp'.pc \notin {"retry_late", "lock"}
       /\ kfp.pc = "retry_late" => kfp'.pc \in {"retry_late", "lock", "idle"}
       /\ kfp.pc = "lock" => kfp'.pc \in {"lock", "unlock"}]_kfpVars

(* A fault that holds mmu_lock keeps invalidations out.                    *)
KfpLockKeepsInvalidationsOut ==
    [][kfp.pc = "unlock" /\ kfp.result = "pfn" /\ kfp.caller = "fault" => host_maps' = host_maps]_kfpVars

(* Between two calls nothing is left of the first.                         *)
KfpIdleKeepsNothing == kfp.pc = "idle" => kfp = NoCall

-----------------------------------------------------------------------------
(* Witnesses *)

KfpFaultReleases == kfp.pc = "release" /\ IsFault(kfp.caller)
KfpErrorIsReturned == Returned /\ kfp.result # "pfn" /\ kfp'.pc = "idle"
KfpUnmappedAfterError ==
    kfp.pc = "unlock" /\ kfp.caller = "fault" /\ kfp.result # "pfn" /\ host_maps /\ ~host_maps'
KfpRamComesBack == page = "ram" /\ ~host_maps /\ host_maps'
KfpDriverPageComesBack == page = "first" /\ ~host_maps /\ host_maps'
KfpAbsentIsReported == kfp.pc = "unlock" /\ page = "ram" /\ ~kfp.write /\ ~host_maps /\ kfp.result = "ERR_FAULT"

KfpFaultMapsRam == page = "ram" /\ spte # "none"
KfpFaultMapsUncounted == page = "later" /\ spte # "none"
KfpFaultRetries == kfp.retry
KfpLateTestRetries == kfp.pc = "retry_late" /\ kfp.stale
KfpReadOnlyEntryMet == Returned /\ kfp.read_only /\ page # "ram"
KfpHeldPageIsUnmapped == kfp.pc = "release" /\ page = "ram" /\ ~host_maps
KfpLegacyUsesMmio == kfp.pc = "release" /\ kfp.caller = "legacy" /\ page = "mmio"
KfpUsedWithoutReference == kfp.pc = "lock" /\ page = "ram" /\ kfp.got /\ count = OwnersCount

=============================================================================
