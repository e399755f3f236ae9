---------------------------- MODULE FollowPfn613 ----------------------------
(***************************************************************************)
(* Profile linux-6.13: the series as it landed (v13,                       *)
(* 20241010182427.1434605-1-seanjc@google.com).  virt/kvm/kvm_main.c       *)
(* __kvm_faultin_pfn(), kvm_resolve_pfn(); kvm_release_faultin_page().     *)
(*                                                                         *)
(*   - FOLL_GET is gone again: GUP's reference is the caller's until he    *)
(*     releases refcounted_page;                                           *)
(*   - a PFNMAP area gives no reference and no page, to nobody; a caller   *)
(*     that does not follow the mmu_notifiers pins (kvm_vcpu_map()), and   *)
(*     is refused there, unless allow_unsafe_mappings is set;              *)
(*   - release, and all marks, before mmu_lock is dropped; unused on       *)
(*     retry; nothing when the SPTE goes.                                  *)
(*                                                                         *)
(* "legacy" stands for kvm_vcpu_map() here: there is no other left.        *)
(***************************************************************************)
EXTENDS FollowPfnProperties

Remapped613(caller, write) ==
    [result |-> IF write /\ ~writable THEN "ERR_RO_FAULT"
                ELSE IF IsFault(caller) \/ UNSAFE THEN "pfn" ELSE "ERR_FAULT",
     got |-> FALSE, add |-> 0]

(* There is a page to put: the lookup has returned one, not NULL.          *)
HasPageToPut(call) == call.got
PutsIfPage(call) == HasPageToPut(call)
MarksIfUsed(call) == call.got /\ ~call.retry

FinishBeforeUnlock == "release"
UnlockEndsFault == "idle"

NoPageFromSpte(call) == "uncounted"

=============================================================================
