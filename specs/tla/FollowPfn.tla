----------------------------- MODULE FollowPfn ------------------------------
(***************************************************************************)
(* Who takes, keeps and puts the reference of a lookup: __gfn_to_pfn_      *)
(* memslot(), hva_to_pfn_remapped(), kvm_release_pfn_clean() of            *)
(* virt/kvm/kvm_main.c and their callers.  Linux 6.12; the modules         *)
(* FollowPfnV6 to V11 and FollowPfn613 say what the patch series, and      *)
(* 6.13, make of it.  Module Lookup has the lookup step by step; here it   *)
(* is one step, because the versions differ at its end only: what is put   *)
(* before the return, which result an error becomes, who releases.         *)
(*                                                                         *)
(* Callers (CALLERS):                                                      *)
(*   "fault"      the x86 page fault, 64-bit TDP MMU; retry test           *)
(*   "fault_pae"  the same where SPTEs have no bit to spare: 32-bit host,  *)
(*                or shadow paging                                         *)
(*   "legacy"     a caller that no series has converted: uses the pfn      *)
(*                until it calls kvm_release_pfn_clean(), no retry test    *)
(*   "careless"   as legacy, but asks for no reference either              *)
(*                                                                         *)
(* What is at the address (PAGES): "ram" (GUP finds it), or in a PFNMAP    *)
(* area "first" (first page of a driver's non-compound block, count 1),    *)
(* "later" (another page of it, count 0 for ever), "mmio" (no struct page).*)
(*                                                                         *)
(* Simplifications.  One page at one address, one call at a time.  An      *)
(* invalidation is one step: SPTE zapped and marked, host entry cleared,   *)
(* page put; what its two halves are good for is the subject of KvmMmu.    *)
(* A call remembers that one came by: mmu_seq.  A page comes back only     *)
(* between calls.  Whether the entry is writable is fixed.                 *)
(***************************************************************************)
EXTENDS Integers

CONSTANTS
    CALLERS,
    PAGES,
    UNSAFE       \* the module parameter allow_unsafe_mappings (v9 and later)

VARIABLES
    page,        \* what is at the address
    writable,    \* whether the host's entry is
    host_maps,   \* whether the entry is there
    count,       \* page_count()
    spte,        \* "none"; "counted" if KVM takes its page for refcounted, else "uncounted"
    dead_mark,   \* history: a page of count 0 was marked accessed or dirty
    kfp          \* the call: struct kvm_follow_pfn and its caller

kfpVars == <<page, writable, host_maps, count, spte, dead_mark, kfp>>

(* pc; retry: is_page_fault_stale() said so.  got: the page is returned as *)
(* refcounted (is_refcounted_page, refcounted_page).  read_only, served:   *)
(* history, what the lookup found.                                         *)
NoCall == [pc |-> "idle", caller |-> "", write |-> FALSE, result |-> "", got |-> FALSE,
           stale |-> FALSE, retry |-> FALSE, read_only |-> FALSE]

OwnersCount == IF page = "first" \/ (page = "ram" /\ host_maps) THEN 1 ELSE 0

KfpInit ==
    /\ page \in PAGES
    /\ writable \in BOOLEAN
    /\ host_maps = TRUE
    /\ count = (IF page \in {"ram", "first"} THEN 1 ELSE 0)
    /\ spte = "none"
    /\ dead_mark = FALSE
    /\ kfp = NoCall

KfpTypeOK ==
    /\ page \in PAGES
    /\ {writable, host_maps, dead_mark} \subseteq BOOLEAN
    /\ count \in Int
    /\ spte \in {"none", "counted", "uncounted"}
    /\ kfp.pc \in {"idle", "lookup", "retry_late", "lock", "unlock", "release"}
    /\ kfp.caller \in CALLERS \cup {""}
    /\ kfp.result \in {"", "pfn", "ERR_FAULT", "ERR_RO_FAULT"}
    /\ {kfp.write, kfp.got, kfp.stale, kfp.retry, kfp.read_only} \subseteq BOOLEAN

(* kvm_pfn_to_refcounted_page() is not NULL; get_page_unless_zero() works. *)
HasRefcountedStruct == page # "mmio"
TryGet == count > 0

IsFault(caller) == caller \notin {"legacy", "careless"}

-----------------------------------------------------------------------------
(* What a version may change *)

(* The flags that the caller passes. *)
FollGet(caller) == TRUE
Guarded(caller) == FALSE
AllowsUncounted(caller) == FALSE

(* WARN, ERR_FAULT: neither a reference nor the mmu_notifiers. *)
RefusedAtOnce(caller) == FALSE

(* GUP has taken a reference: is it kept until the caller releases? *)
GupKeeps(caller) == TRUE

(* hva_to_pfn_remapped(): the result, whether a page goes with it, and how *)
(* the count changes.                                                      *)
Remapped(caller, write) ==
    CASE write /\ ~writable     -> [result |-> "ERR_RO_FAULT", got |-> FALSE, add |-> 0]
      [] ~HasRefcountedStruct   -> [result |-> "pfn", got |-> FALSE, add |-> 0]
      [] HasRefcountedStruct /\ TryGet -> [result |-> "pfn", got |-> TRUE, add |-> 1]
      [] OTHER                  -> [result |-> "ERR_FAULT", got |-> FALSE, add |-> 0]

(* The lockless retry test after the lookup (since 6.8), and what it puts. *)
HasLateTest == TRUE
LateExitPuts(call) == HasRefcountedStruct

(* kvm_release_pfn_clean(): both questions are answered from the pfn. *)
ReleasePuts(call) == HasRefcountedStruct
ReleaseMarks(call) == HasRefcountedStruct

(* The page fault releases after it has dropped mmu_lock. *)
AfterLock == "unlock"
AfterUnlock == "release"

(* How KVM sees the page when the SPTE goes: it derives it from the pfn. *)
SpteKind(call) == IF HasRefcountedStruct THEN "counted" ELSE "uncounted"

-----------------------------------------------------------------------------

Marked == dead_mark \/ count <= 0

kvm_follow_pfn(caller, write) ==
    /\ kfp.pc = "idle"
    /\ kfp' = [NoCall EXCEPT !.pc = "lookup", !.caller = caller, !.write = write]
    /\ UNCHANGED <<page, writable, host_maps, count, spte, dead_mark>>

AfterLookup(caller) ==
    IF ~IsFault(caller) THEN "release" ELSE IF HasLateTest THEN "retry_late" ELSE "lock"

Returns(result, got, add) ==
    /\ count' = count + add
    /\ kfp' = [kfp EXCEPT !.pc = IF result = "pfn" THEN AfterLookup(kfp.caller) ELSE "unlock",
                          !.result = result, !.got = got,
                          !.read_only = kfp.write /\ host_maps /\ ~writable]
    /\ UNCHANGED <<page, writable, host_maps, spte, dead_mark>>

warn_on_once ==
    /\ kfp.pc = "lookup"
    /\ RefusedAtOnce(kfp.caller)
    /\ Returns("ERR_FAULT", FALSE, 0)

(* Ordinary memory: hva_to_pfn_fast(), _slow().  A write to a read-only    *)
(* area: check_vma_flags(), ERR_FAULT as in every version.                 *)
hva_to_pfn ==
    /\ kfp.pc = "lookup"
    /\ ~RefusedAtOnce(kfp.caller)
    /\ page = "ram" /\ host_maps
    /\ IF kfp.write /\ ~writable
       THEN Returns("ERR_FAULT", FALSE, 0)
       ELSE Returns("pfn", TRUE, IF GupKeeps(kfp.caller) THEN 1 ELSE 0)

hva_to_pfn_remapped ==
    /\ kfp.pc = "lookup"
    /\ ~RefusedAtOnce(kfp.caller)
    /\ page # "ram" /\ host_maps
    /\ LET r == Remapped(kfp.caller, kfp.write) IN Returns(r.result, r.got, r.add)

(* Nothing is there any more. *)
follow_pte_fails ==
    /\ kfp.pc = "lookup"
    /\ ~RefusedAtOnce(kfp.caller)
    /\ ~host_maps
    /\ Returns("ERR_FAULT", FALSE, 0)

(* P13, or the legacy caller's error path. *)
error_pfn ==
    /\ kfp.pc = "unlock" /\ kfp.result # "pfn"
    /\ kfp' = NoCall
    /\ UNCHANGED <<page, writable, host_maps, count, spte, dead_mark>>

-----------------------------------------------------------------------------
(* The page fault *)

(* P14.  A hint; if it says no although it should, P16 follows. *)
mmu_invalidate_retry_late ==
    /\ kfp.pc = "retry_late"
    /\ IF kfp.stale
       THEN /\ count' = count - (IF LateExitPuts(kfp) THEN 1 ELSE 0)
            /\ kfp' = NoCall
       ELSE /\ UNCHANGED count
            /\ kfp' = [kfp EXCEPT !.pc = "lock"]
    /\ UNCHANGED <<page, writable, host_maps, spte, dead_mark>>

(* P15 to P18, mmu_lock is held from here on. *)
is_page_fault_stale ==
    /\ kfp.pc = "lock"
    /\ spte' = IF kfp.stale THEN spte ELSE SpteKind(kfp)
    /\ kfp' = [kfp EXCEPT !.pc = AfterLock, !.retry = kfp.stale]
    /\ UNCHANGED <<page, writable, host_maps, count, dead_mark>>

HoldsMmuLock == kfp.pc \in {"unlock", "release"} /\ kfp.result = "pfn" /\ IsFault(kfp.caller)
                  /\ (kfp.pc = "release" => AfterLock = "release")

read_unlock_mmu_lock ==
    /\ kfp.pc = "unlock" /\ kfp.result = "pfn"
    /\ kfp' = IF AfterUnlock = "idle" THEN NoCall ELSE [kfp EXCEPT !.pc = AfterUnlock]
    /\ UNCHANGED <<page, writable, host_maps, count, spte, dead_mark>>

(* P19, or the end of a legacy caller's use. *)
kvm_release_pfn_clean ==
    /\ kfp.pc = "release"
    /\ dead_mark' = IF ReleaseMarks(kfp) THEN Marked ELSE dead_mark
    /\ count' = count - (IF ReleasePuts(kfp) THEN 1 ELSE 0)
    /\ kfp' = IF HoldsMmuLock THEN [kfp EXCEPT !.pc = "unlock", !.got = FALSE] ELSE NoCall
    /\ UNCHANGED <<page, writable, host_maps, spte>>

-----------------------------------------------------------------------------
(* The host *)

(* An invalidation.  The mark comes first, the page is alive by then.      *)
invalidate ==
    /\ host_maps
    /\ ~HoldsMmuLock
    /\ host_maps' = FALSE
    /\ spte' = "none"
    /\ dead_mark' = IF spte = "counted" THEN Marked ELSE dead_mark
    /\ count' = IF page = "ram" THEN count - 1 ELSE count
    /\ kfp' = IF kfp.pc \in {"lookup", "retry_late", "lock"}
              THEN [kfp EXCEPT !.stale = TRUE] ELSE kfp
    /\ UNCHANGED <<page, writable>>

handle_mm_fault ==
    /\ ~host_maps
    /\ kfp.pc = "idle"
    /\ page = "ram" => count = 0
    /\ host_maps' = TRUE
    /\ count' = IF page = "ram" THEN 1 ELSE count
    /\ UNCHANGED <<page, writable, spte, dead_mark, kfp>>

-----------------------------------------------------------------------------

KfpNext ==
    \/ \E caller \in CALLERS, write \in BOOLEAN : kvm_follow_pfn(caller, write)
    \/ warn_on_once
    \/ hva_to_pfn
    \/ hva_to_pfn_remapped
    \/ follow_pte_fails
    \/ error_pfn
    \/ mmu_invalidate_retry_late
    \/ is_page_fault_stale
    \/ read_unlock_mmu_lock
    \/ kvm_release_pfn_clean
    \/ invalidate
    \/ handle_mm_fault

KfpSpec == KfpInit /\ [][KfpNext]_kfpVars

=============================================================================
