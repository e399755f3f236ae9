---------------------------- MODULE FollowPfnV8 -----------------------------
(***************************************************************************)
(* Profile v8 (20230824080408.2933205-1-stevensd@google.com).  Against v7: *)
(*                                                                         *)
(*   - the page fault marks the page before it drops mmu_lock;             *)
(*   - hva_to_pfn_remapped() has one exit, where "not refcounted and not   *)
(*     guarded" becomes ERR_FAULT, whatever the result was until then;     *)
(*   - where SPTEs have no bit to spare, the page fault gives FOLL_GET,    *)
(*     and still has nothing to put at its end.                            *)
(***************************************************************************)
EXTENDS FollowPfnV7

NotByTrackedFaults(caller) == caller \notin {"fault", "careless"}

RemappedV8(caller, write) ==
    LET read_only == write /\ ~writable
        got == ~read_only /\ HasRefcountedStruct /\ TryGet
    IN  IF ~got /\ ~Guarded(caller)
        THEN [result |-> "ERR_FAULT", got |-> FALSE, add |-> 0]
        ELSE [result |-> IF read_only THEN "ERR_RO_FAULT" ELSE "pfn", got |-> got,
              add |-> IF got THEN Kept(caller) ELSE 0]

ReleaseUnderLock == "release"
UnlockIsTheEnd == "idle"

=============================================================================
