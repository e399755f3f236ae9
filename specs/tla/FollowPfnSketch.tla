-------------------------- MODULE FollowPfnSketch ---------------------------
(***************************************************************************)
(* The proposal that the thread discusses: kvm_follow_pfn() and            *)
(* __kvm_follow_pfn() of ZGvUsf7lMkrNDHuE@google.com.  Never merged as     *)
(* such; no file, no version.                                              *)
(*                                                                         *)
(*   - FOLL_GET in the flags: the caller gets a reference with the pfn.    *)
(*   - FOLL_GET clear: the page is put before the function returns.  Then  *)
(*     only the mmu_notifier protocol protects the pfn, and the caller     *)
(*     says that he follows it by giving his snapshot, mmu_seq.            *)
(*   - Neither of the two (mmu_seq is 0): WARN, KVM_PFN_ERR_FAULT.         *)
(*   - kvm_follow_pfn() tests the slot and returns KVM_HVA_ERR_BAD or      *)
(*     KVM_HVA_ERR_RO_BAD, which are addresses, as kvm_pfn_t.              *)
(*                                                                         *)
(* Who calls (CALLERS):                                                    *)
(*     "fault"       no FOLL_GET, a snapshot, the retry test under         *)
(*                   mmu_lock: what the page fault is to become            *)
(*     "fault_get"   the same with FOLL_GET: what the page fault is        *)
(*     "map"         kvm_follow_pfn(): FOLL_GET, and the pfn is used for   *)
(*                   as long as the reference is held (kvm_vcpu_map)       *)
(*     "careless"    neither FOLL_GET nor snapshot, and no retry test      *)
(*     "half_careless"  a snapshot, but no FOLL_GET and no retry test      *)
(*                                                                         *)
(* A kvm_pfn_t is the set of its bits that are 1, so the encodings are the *)
(* kernel's own, all 64 bits of them.  A frame has one low bit.            *)
(*                                                                         *)
(* Simplifications.  The lookup proper is one step (module Lookup takes it *)
(* apart).  One page at one address, one caller, one invalidation at a     *)
(* time: what is asked is who holds a reference and who is refused.  Begin *)
(* of an invalidation and zap are one step, both under mmu_lock; so are    *)
(* retry test and installation.  A page that is freed while somebody uses  *)
(* it is noticed at that moment.                                           *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
    CALLERS,
    SKETCH_SLOTS,    \* "normal", "none", "invalid", "readonly"
    PAGES,           \* what is at the address: "ram", "special" (no reference counts)
    PAGE_OFFSET,     \* the bits of PAGE_OFFSET
    SEQ_START,       \* the first value of mmu_invalidate_seq
    SEQ_MODULUS      \* how many values it has; 0: it does not wrap

VARIABLES
    mmu_invalidate_seq,
    invalidation,      \* "idle", "begun", "unmapped"
    page,              \* what is at the address
    host_maps,         \* whether the host's entry maps it (a reference, if it is counted)
    page_count,
    spte,              \* whether the guest's entry maps it
    foll               \* the call: struct kvm_follow_pfn, its result, and its caller

sketchVars == <<mmu_invalidate_seq, invalidation, page, host_maps, page_count, spte, foll>>
hostVars == <<mmu_invalidate_seq, invalidation, page, host_maps>>

-----------------------------------------------------------------------------
(* include/linux/kvm_host.h: the encodings *)

KVM_PFN_ERR_MASK == 52..62
KVM_PFN_ERR_NOSLOT_MASK == 52..63
KVM_PFN_NOSLOT == {63}
KVM_PFN_ERR_FAULT == KVM_PFN_ERR_MASK
KVM_PFN_ERR_RO_FAULT == KVM_PFN_ERR_MASK \cup {1}
KVM_HVA_ERR_BAD == PAGE_OFFSET
KVM_HVA_ERR_RO_BAD == PAGE_OFFSET \cup {12}      \* + PAGE_SIZE

ASSUME PageOffsetIsAligned == PAGE_OFFSET \subseteq 0..63 /\ 12 \notin PAGE_OFFSET

is_error_pfn(pfn) == pfn \cap KVM_PFN_ERR_MASK # {}
is_error_noslot_pfn(pfn) == pfn \cap KVM_PFN_ERR_NOSLOT_MASK # {}
is_noslot_pfn(pfn) == pfn = KVM_PFN_NOSLOT

Frame == {0}
NoPfn == {}

(* What the caller makes of a result: the page fault's table. *)
CallerTakesItFor(pfn) ==
    CASE is_error_pfn(pfn) /\ pfn = KVM_PFN_ERR_RO_FAULT -> "emulate"
      [] is_error_pfn(pfn) /\ pfn # KVM_PFN_ERR_RO_FAULT -> "EFAULT"
      [] is_noslot_pfn(pfn) -> "mmio"
      [] OTHER -> "frame"

-----------------------------------------------------------------------------

NoFoll == [pc |-> "idle", caller |-> "", slot |-> "normal", get |-> FALSE, mmu_seq |-> 0,
           page |-> FALSE, pfn |-> NoPfn, warned |-> FALSE]

SketchInit ==
    /\ mmu_invalidate_seq = SEQ_START
    /\ invalidation = "idle"
    /\ page \in PAGES
    /\ host_maps = TRUE
    /\ page_count = (IF page = "ram" THEN 1 ELSE 0)
    /\ spte = FALSE
    /\ foll = NoFoll

SketchTypeOK ==
    /\ mmu_invalidate_seq \in Nat
    /\ invalidation \in {"idle", "begun", "unmapped"}
    /\ page \in PAGES
    /\ host_maps \in BOOLEAN
    /\ page_count \in Int
    /\ spte \in BOOLEAN
    /\ foll.pc \in {"idle", "called", "lookup", "put", "return", "using", "release"}
    /\ foll.caller \in CALLERS \cup {""}
    /\ foll.slot \in SKETCH_SLOTS \cup {"normal"}
    /\ foll.mmu_seq \in Nat
    /\ foll.pfn \subseteq 0..63
    /\ {foll.get, foll.page, foll.warned} \subseteq BOOLEAN

(* Nobody has it any more: whoever uses it now uses it after free. *)
Freed == ~host_maps /\ page_count = 0

Counted == page = "ram"

-----------------------------------------------------------------------------
(* The caller, first part *)

Calls(caller, slot, get, mmu_seq, pc, pfn) ==
    /\ foll.pc = "idle"
    /\ caller \in CALLERS
    /\ foll' = [NoFoll EXCEPT !.pc = pc, !.caller = caller, !.slot = slot, !.get = get,
                              !.mmu_seq = mmu_seq, !.pfn = pfn]
    /\ UNCHANGED <<hostVars, page_count, spte>>

(* The slot is good: the page fault has tested it before. *)
snapshot_and_call(caller) ==
    /\ caller \in {"fault", "fault_get", "half_careless"}
    /\ Calls(caller, "normal", caller = "fault_get", mmu_invalidate_seq, "called", NoPfn)

call_without_snapshot ==
    /\ "careless" \in CALLERS
    /\ Calls("careless", "normal", FALSE, 0, "called", NoPfn)

(* kvm_follow_pfn(): flags are FOLL_GET | FOLL_WRITE, mmu_seq stays 0. *)
BadSlotResult(slot) == IF slot = "readonly" THEN KVM_HVA_ERR_RO_BAD ELSE KVM_HVA_ERR_BAD

(* What __gfn_to_pfn_memslot() of Linux 6.12 makes of the two. *)
BadSlotPfn(slot) == IF slot = "readonly" THEN KVM_PFN_ERR_RO_FAULT ELSE KVM_PFN_NOSLOT

kvm_follow_pfn(slot) ==
    IF slot = "normal"
    THEN Calls("map", slot, TRUE, 0, "called", NoPfn)
    ELSE Calls("map", slot, TRUE, 0, "return", BadSlotResult(slot))

-----------------------------------------------------------------------------
(* __kvm_follow_pfn() *)

SanityCheckFails(call) == ~call.get /\ call.mmu_seq = 0

(* Peter Xu's: FOLL_GET tells the two apart, mmu_seq is any number. *)
FollGetAlone(call) == FALSE

sanity_check ==
    /\ foll.pc = "called"
    /\ foll' = IF SanityCheckFails(foll)
               THEN [foll EXCEPT !.pc = "return", !.warned = TRUE, !.pfn = KVM_PFN_ERR_FAULT]
               ELSE [foll EXCEPT !.pc = "lookup"]
    /\ UNCHANGED <<hostVars, page_count, spte>>

(* hva_to_pfn(): a reference, if the page is counted; else foll->page is NULL. *)
hva_to_pfn ==
    /\ foll.pc = "lookup"
    /\ host_maps
    /\ page_count' = IF Counted THEN page_count + 1 ELSE page_count
    /\ foll' = [foll EXCEPT !.pc = "put", !.page = Counted, !.pfn = Frame]
    /\ UNCHANGED <<hostVars, spte>>

(* if (foll->page && !(foll->flags & FOLL_GET)) put_page(foll->page) *)
PutsBeforeReturn == foll.page /\ ~foll.get

put_before_return ==
    /\ foll.pc = "put"
    /\ page_count' = IF PutsBeforeReturn THEN page_count - 1 ELSE page_count
    /\ foll' = [foll EXCEPT !.pc = "return"]
    /\ UNCHANGED <<hostVars, spte>>

-----------------------------------------------------------------------------
(* The caller, second part *)

Usable == foll.pc = "return" /\ CallerTakesItFor(foll.pfn) = "frame"

error_pfn ==
    /\ foll.pc = "return"
    /\ CallerTakesItFor(foll.pfn) # "frame"
    /\ foll' = NoFoll
    /\ UNCHANGED <<hostVars, page_count, spte>>

(* mmu_invalidate_retry(), under mmu_lock, and the installation. *)
IsStale == invalidation # "idle" \/ foll.mmu_seq # mmu_invalidate_seq

is_page_fault_stale ==
    /\ Usable
    /\ foll.caller \in {"fault", "fault_get"}
    /\ spte' = (spte \/ ~IsStale)
    /\ foll' = [foll EXCEPT !.pc = "release"]
    /\ UNCHANGED <<hostVars, page_count>>

map_without_test ==
    /\ Usable
    /\ foll.caller \in {"careless", "half_careless"}
    /\ spte' = TRUE
    /\ foll' = [foll EXCEPT !.pc = "release"]
    /\ UNCHANGED <<hostVars, page_count>>

kvm_vcpu_map ==
    /\ Usable
    /\ foll.caller = "map"
    /\ foll' = [foll EXCEPT !.pc = "using"]
    /\ UNCHANGED <<hostVars, page_count, spte>>

(* The caller puts the page if he asked for a reference and got one. *)
kvm_release_page ==
    /\ foll.pc \in {"using", "release"}
    /\ page_count' = IF foll.get /\ foll.page THEN page_count - 1 ELSE page_count
    /\ foll' = NoFoll
    /\ UNCHANGED <<hostVars, spte>>

-----------------------------------------------------------------------------
(* An invalidation, and the host that maps a page anew *)

kvm_mmu_invalidate_begin ==
    /\ invalidation = "idle"
    /\ host_maps
    /\ invalidation' = "begun"
    /\ spte' = FALSE
    /\ UNCHANGED <<mmu_invalidate_seq, page, host_maps, page_count, foll>>

zap_pte_range ==
    /\ invalidation = "begun"
    /\ invalidation' = "unmapped"
    /\ host_maps' = FALSE
    /\ page_count' = IF Counted THEN page_count - 1 ELSE page_count
    /\ UNCHANGED <<mmu_invalidate_seq, page, spte, foll>>

NextSeq == IF SEQ_MODULUS = 0 THEN mmu_invalidate_seq + 1 ELSE (mmu_invalidate_seq + 1) % SEQ_MODULUS

(* The counter as an opaque value, so that a model may have any number of  *)
(* invalidations: the smallest value that the one live snapshot does not   *)
(* have (module OpaqueSeq says why this loses nothing).  A counter that    *)
(* grows for ever never comes back to 0; one that is "a pure random        *)
(* number" may be 0 at any time.                                           *)
FreshFrom(first) == IF foll.mmu_seq = first THEN first + 1 ELSE first
NeverZeroSeq == FreshFrom(1)
AnySeq == FreshFrom(0)

kvm_mmu_invalidate_end ==
    /\ invalidation = "unmapped"
    /\ invalidation' = "idle"
    /\ mmu_invalidate_seq' = NextSeq
    /\ UNCHANGED <<page, host_maps, page_count, spte, foll>>

(* The frame is given out again. *)
handle_mm_fault ==
    /\ Freed
    /\ host_maps' = TRUE
    /\ page_count' = IF Counted THEN 1 ELSE 0
    /\ UNCHANGED <<mmu_invalidate_seq, invalidation, page, spte, foll>>

-----------------------------------------------------------------------------

SketchNext ==
    \/ \E caller \in CALLERS : snapshot_and_call(caller)
    \/ call_without_snapshot
    \/ \E slot \in SKETCH_SLOTS : kvm_follow_pfn(slot)
    \/ sanity_check
    \/ hva_to_pfn
    \/ put_before_return
    \/ error_pfn
    \/ is_page_fault_stale
    \/ map_without_test
    \/ kvm_vcpu_map
    \/ kvm_release_page
    \/ kvm_mmu_invalidate_begin
    \/ zap_pte_range
    \/ kvm_mmu_invalidate_end
    \/ handle_mm_fault

SketchSpec == SketchInit /\ [][SketchNext]_sketchVars

=============================================================================
