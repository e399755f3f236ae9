---------------------------- MODULE FollowPfnV6 -----------------------------
(***************************************************************************)
(* Profile v6 (20230330085802.2414466-1-stevensd@google.com): functions    *)
(* "noref" beside the old ones, which return a page as well.  What GUP has *)
(* taken is returned with it, and the caller puts the page, not the pfn.   *)
(* In a PFNMAP area nothing is taken, and the page is NULL.  The old       *)
(* functions take the reference themselves afterwards (here: at once).     *)
(*                                                                         *)
(* Accessed and dirty are still derived from the pfn, at the release and   *)
(* when the SPTE goes; patch 4 removes the warnings that this would cause. *)
(*                                                                         *)
(* The series is older than the lockless retry tests.                      *)
(***************************************************************************)
EXTENDS FollowPfnProperties

RemappedLegacy(write) ==
    CASE write /\ ~writable   -> [result |-> "ERR_RO_FAULT", got |-> FALSE, add |-> 0]
      [] ~HasRefcountedStruct -> [result |-> "pfn", got |-> FALSE, add |-> 0]
      [] HasRefcountedStruct /\ TryGet -> [result |-> "pfn", got |-> TRUE, add |-> 1]
      [] OTHER                -> [result |-> "ERR_FAULT", got |-> FALSE, add |-> 0]

RemappedV6(caller, write) ==
    IF ~IsFault(caller) THEN RemappedLegacy(write)
    ELSE [result |-> IF write /\ ~writable THEN "ERR_RO_FAULT" ELSE "pfn", got |-> FALSE, add |-> 0]

(* kvm_release_pfn_noref_clean(pfn, page) *)
ReleasePutsV6(call) == IF IsFault(call.caller) THEN call.got ELSE HasRefcountedStruct

NoLateTest == FALSE

=============================================================================
