---------------------------- MODULE FollowPfnV7 -----------------------------
(***************************************************************************)
(* Profile v7 (20230704075054.3344915-1-stevensd@google.com): struct       *)
(* kvm_follow_pfn with FOLL_* flags.  Without FOLL_GET the reference is    *)
(* put before the function returns; such a caller must say that he follows *)
(* the mmu_notifiers (guarded_by_mmu_notifier), else WARN and ERR_FAULT.   *)
(* is_refcounted_page tells whether the page may be marked at all; SPTEs   *)
(* keep it in a bit.                                                       *)
(*                                                                         *)
(* The page fault gives no FOLL_GET, and marks the page accessed once      *)
(* mmu_lock is dropped.                                                    *)
(***************************************************************************)
EXTENDS FollowPfnProperties

NotByFaults(caller) == caller = "legacy"
OnlyFaults(caller) == IsFault(caller)
NeitherGetNorGuarded(caller) == ~FollGet(caller) /\ ~Guarded(caller)
OnlyWithFollGet(caller) == FollGet(caller)

(* What one got is put at once without FOLL_GET. *)
Kept(caller) == IF FollGet(caller) THEN 1 ELSE 0

RemappedV7(caller, write) ==
    CASE write /\ ~writable   -> [result |-> "ERR_RO_FAULT", got |-> FALSE, add |-> 0]
      [] ~HasRefcountedStruct -> [result |-> "pfn", got |-> FALSE, add |-> 0]
      [] HasRefcountedStruct /\ TryGet -> [result |-> "pfn", got |-> TRUE, add |-> Kept(caller)]
      [] HasRefcountedStruct /\ ~TryGet ->
             [result |-> IF FollGet(caller) THEN "ERR_FAULT" ELSE "pfn", got |-> FALSE, add |-> 0]

NoLateTest == FALSE

(* The page fault has nothing to put. *)
ReleasePutsV7(call) == ~IsFault(call.caller) /\ HasRefcountedStruct
ReleaseMarksV7(call) == IF IsFault(call.caller) THEN call.got ELSE HasRefcountedStruct

SpteKeepsBit(call) == IF call.got THEN "counted" ELSE "uncounted"

=============================================================================
