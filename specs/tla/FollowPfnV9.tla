---------------------------- MODULE FollowPfnV9 -----------------------------
(***************************************************************************)
(* Profile v9 (20230911021637.1941096-1-stevensd@google.com, with patch 6  *)
(* as corrected in 20230919022504.3153043-1-stevensd@chromium.org).        *)
(* Against v8:                                                             *)
(*                                                                         *)
(*   - no FOLL_GET: each page comes with its reference, and the page fault *)
(*     puts it after it has dropped mmu_lock;                              *)
(*   - a caller says whether it stands pages that have a struct page and   *)
(*     no count (allow_non_refcounted_struct_page); else ERR_FAULT;        *)
(*   - what is neither refcounted nor guarded is refused, unless the       *)
(*     module parameter allow_unsafe_mappings is set.                      *)
(*                                                                         *)
(* The page is derived before the test for a read-only entry, so the first *)
(* of the two refusals hits what was going to be RO_FAULT as well.         *)
(***************************************************************************)
EXTENDS FollowPfnV8

OnlyTrackedFaults(caller) == caller = "fault"

RemappedV9(caller, write) ==
    LET read_only == write /\ ~writable
        got == ~read_only /\ HasRefcountedStruct /\ TryGet
    IN  IF \/ HasRefcountedStruct /\ ~got /\ ~AllowsUncounted(caller)
           \/ ~got /\ ~Guarded(caller) /\ ~UNSAFE
        THEN [result |-> "ERR_FAULT", got |-> FALSE, add |-> 0]
        ELSE [result |-> IF read_only THEN "ERR_RO_FAULT" ELSE "pfn", got |-> got,
              add |-> IF got THEN Kept(caller) ELSE 0]

FaultPuts(call) == call.got
ReleasePutsV9(call) == IF IsFault(call.caller) THEN FaultPuts(call) ELSE HasRefcountedStruct

=============================================================================
