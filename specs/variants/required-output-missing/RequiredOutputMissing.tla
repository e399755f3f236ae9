----------------------- MODULE RequiredOutputMissing ------------------------
(***************************************************************************)
(* __kvm_faultin_pfn() wants a place for "writable" and for the page, and  *)
(* refuses who has none: WARN and ERR_FAULT.                               *)
(***************************************************************************)
EXTENDS FollowPfn613

FaultPassesNoWritable(caller) == caller = "fault"

=============================================================================
