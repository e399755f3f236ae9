----------------------------- MODULE LookupGup ------------------------------
(***************************************************************************)
(* How a gfn becomes a pfn, first half: virt/kvm/kvm_main.c                *)
(* __gfn_to_pfn_memslot(), hva_to_pfn(), hva_to_pfn_fast(), _slow();       *)
(* mm/gup.c get_user_pages_unlocked().  Linux 6.12, the bools API.         *)
(*                                                                         *)
(* Module PageFault takes this for one step.  Here it is taken apart: what *)
(* runs without mmap_lock in between is a step of its own, so that other   *)
(* threads change area, entry and page meanwhile (module LookupHost).      *)
(*                                                                         *)
(*   L1-3  gfn_to_pfn_memslot       the slot and what it permits           *)
(*   L4    BUG_ON                   atomic and async                       *)
(*   L5-6  hva_to_pfn_fast          lockless GUP, always for write         *)
(*   L7    get_user_pages_unlocked  GUP that may fault and wait;           *)
(*         hva_to_pfn_slow_upgrade  a second, lockless GUP, for write      *)
(*   L8    hva_to_pfn_sigpending    a signal ended the wait                *)
(*                                                                         *)
(* Module Lookup goes on where GUP has failed.                             *)
(*                                                                         *)
(* Simplifications.  One lookup at a time, since lookups share nothing     *)
(* but the pages, where they are other threads with references.  A signal  *)
(* is seen where the lookup waits: for I/O, and for mmap_lock if fatal.    *)
(* Whether a pfn is refcounted is fixed for each frame.                    *)
(***************************************************************************)
EXTENDS LookupHost

CONSTANTS
    SLOTS,           \* what the gfn has: "normal", "readonly", "invalid", "none"
    ATOMIC,          \* the values of each input of hva_to_pfn() that callers use;
    INTERRUPTIBLE,   \*   of the pointers, whether they are given
    ASYNC,
    WRITES,
    MAP_WRITABLE

VARIABLES
    call,     \* the lookup: where it is, its inputs, its outputs
    served    \* history: the address could be translated ever since the call began

lookupVars == <<lookupHostVars, call, served>>

(* pc: the step it takes next.  first: the page that is held while the     *)
(* upgrade looks for a better one.  gup: what GUP returned instead of a    *)
(* page.  result, pfn: the return value.  needs_io, writable: what async   *)
(* and writable point to.  exit: what became of the previous call.         *)
NoCall == [pc |-> "idle", slot |-> "none", atomic |-> FALSE, interruptible |-> FALSE,
           async |-> FALSE, write_fault |-> FALSE, map_writable |-> FALSE,
           first |-> NoPfn, gup |-> "", result |-> "", pfn |-> NoPfn,
           needs_io |-> FALSE, writable |-> FALSE, exit |-> ""]

LookupInit ==
    /\ LookupHostInit
    /\ call = NoCall
    /\ served = FALSE

Errors == {"ERR_FAULT", "ERR_HWPOISON", "ERR_RO_FAULT", "ERR_SIGPENDING"}

LookupTypeOK ==
    /\ LookupHostTypeOK
    /\ call.pc \in {"idle", "fast", "slow", "wait_io", "upgrade", "gup_failed", "poison", "vma",
                    "remapped", "fixup", "fixup_unlocked", "second_look", "return", "bug"}
    /\ call.slot \in SLOTS \cup {"none"}
    /\ call.first \in FRAMES \cup {NoPfn}
    /\ call.pfn \in FRAMES \cup {NoPfn}
    /\ call.gup \in {"", "EFAULT", "EHWPOISON", "EINTR", "EAGAIN", "NOWAIT"}
    /\ call.result \in {"", "pfn", "NOSLOT"} \cup Errors
    /\ call.exit \in {"", "mapped", "EFAULT", "EINTR", "emulate", "sigbus", "mmio"}
    /\ {call.atomic, call.interruptible, call.async, call.write_fault, call.map_writable,
        call.needs_io, call.writable, served} \subseteq BOOLEAN

-----------------------------------------------------------------------------
(* The history variable.  Not part of the implementation. *)
ServedNow ==
    /\ VmaAllows(call.write_fault)
    /\ signal = "none"
    /\ pte # PoisonPte
    /\ IsPfnmap /\ pte_present => page_ref_count(pte.pfn) > 0 \/ ~kvm_pfn_is_refcounted(pte.pfn)

NoteServed == served' = (served /\ ServedNow')

HostKeeps == UNCHANGED lookupHostVars
KeepsAllButPages == UNCHANGED <<vma, pte, mmap_read_locked, signal>>
KeepsAllButLock == UNCHANGED <<pageVars, vma, pte, signal>>

At(pc) == call.pc = pc

GoOn(pc) == call' = [call EXCEPT !.pc = pc]

(* Whether *writable is there to be written: L3, a READONLY slot takes the *)
(* pointer away.                                                           *)
ReadonlySlotForbidsUpgrade == call.slot = "readonly"
WritableAsked == call.map_writable /\ ~ReadonlySlotForbidsUpgrade

ReturnsPfn(pfn, writable) ==
    call' = [call EXCEPT !.pc = "return", !.result = "pfn", !.pfn = pfn, !.first = NoPfn,
                         !.writable = IF WritableAsked THEN writable ELSE @]

ReturnsError(error) ==
    call' = [call EXCEPT !.pc = "return", !.result = error]

-----------------------------------------------------------------------------
(* L1 to L4.  gfn_to_hva_memslot_prot(), then what the hva error becomes.  *)

Contradictory(atomic, async) == atomic /\ async

SlotStep(slot, atomic, interruptible, async, write, map_writable) ==
    LET c == [NoCall EXCEPT !.slot = slot, !.atomic = atomic, !.interruptible = interruptible,
                            !.async = async, !.write_fault = write, !.map_writable = map_writable]
    IN  call' = CASE slot \in {"none", "invalid"} -> [c EXCEPT !.pc = "return", !.result = "NOSLOT"]
                  [] slot = "readonly" /\ write -> [c EXCEPT !.pc = "return", !.result = "ERR_RO_FAULT"]
                  [] Contradictory(atomic, async) -> [c EXCEPT !.pc = "bug"]
                  [] OTHER -> [c EXCEPT !.pc = "fast"]

gfn_to_pfn_memslot(slot, atomic, interruptible, async, write, map_writable) ==
    /\ At("idle")
    /\ SlotStep(slot, atomic, interruptible, async, write, map_writable)
    /\ HostKeeps
    /\ served' = (ServedNow')

(* L5, L6.  The lockless walk sees the entry only; entries of PFNMAP areas *)
(* are special and refused.                                                *)
FastGupFinds == IsOrdinary /\ pte_present /\ pte.w
FastGupTried == call.write_fault \/ WritableAsked
AtomicGivesUp == call.atomic

hva_to_pfn_fast ==
    /\ At("fast")
    /\ IF FastGupTried /\ FastGupFinds
       THEN get_page(pte.pfn) /\ ReturnsPfn(pte.pfn, TRUE)
       ELSE /\ UNCHANGED pageVars
            /\ IF AtomicGivesUp
               THEN ReturnsError("ERR_FAULT")
               ELSE call' = [call EXCEPT !.pc = "slow",
                                !.writable = IF WritableAsked THEN call.write_fault ELSE @]
    /\ KeepsAllButPages
    /\ NoteServed

-----------------------------------------------------------------------------
(* L7.  Each step takes mmap_lock for read and drops it again.             *)

GupFails(error) == call' = [call EXCEPT !.pc = "gup_failed", !.gup = error]

EntryServes(write) == pte_present /\ (write => pte.w)

get_user_pages_unlocked ==
    /\ At("slow")
    /\ IsOrdinary /\ VmaAllows(call.write_fault)
    /\ EntryServes(call.write_fault)
    /\ get_page(pte.pfn)
    /\ IF WritableAsked /\ ~call.write_fault
       THEN call' = [call EXCEPT !.pc = "upgrade", !.first = pte.pfn]
       ELSE ReturnsPfn(pte.pfn, call.writable)     \* as set by hva_to_pfn_fast
    /\ KeepsAllButPages
    /\ NoteServed

(* -EFAULT without a page fault: no area, VM_PFNMAP, or a write to an area *)
(* that does not allow it.                                                 *)
check_vma_flags ==
    /\ At("slow")
    /\ ~(IsOrdinary /\ VmaAllows(call.write_fault))
    /\ GupFails("EFAULT")
    /\ HostKeeps
    /\ NoteServed

(* FOLL_HWPOISON: -EHWPOISON instead of -EFAULT. *)
faultin_page_poisoned ==
    /\ At("slow")
    /\ IsOrdinary /\ VmaAllows(call.write_fault)
    /\ pte = PoisonPte
    /\ GupFails("EHWPOISON")
    /\ HostKeeps
    /\ NoteServed

(* The entry does not serve, but no I/O is needed. *)
faultin_page(f, w) ==
    /\ At("slow")
    /\ IsOrdinary
    /\ pte # SwapPte /\ ~EntryServes(call.write_fault)
    /\ HandleMmFault(call.write_fault, f, w)
    /\ UNCHANGED <<vma, mmap_read_locked, signal>>
    /\ GoOn("slow")
    /\ NoteServed

(* I/O is needed.  FOLL_NOWAIT starts it and gives up; without it, GUP     *)
(* waits with mmap_lock dropped.                                           *)
NoWait == call.async

faultin_page_needs_io ==
    /\ At("slow")
    /\ IsOrdinary /\ VmaAllows(call.write_fault)
    /\ pte = SwapPte
    /\ IF NoWait THEN GupFails("NOWAIT") ELSE GoOn("wait_io")
    /\ HostKeeps
    /\ NoteServed

io_done(f, w) ==
    /\ At("wait_io")
    /\ IF IsOrdinary /\ pte = SwapPte /\ VmaAllows(call.write_fault)
       THEN HandleMmFault(call.write_fault, f, w)
       ELSE f = NoPfn /\ ~w /\ UNCHANGED <<pageVars, pte>>     \* somebody else was there
    /\ UNCHANGED <<vma, mmap_read_locked, signal>>
    /\ GoOn("slow")
    /\ NoteServed

(* FOLL_INTERRUPTIBLE: any signal ends the wait; else a fatal one. *)
gup_signal_pending ==
    /\ At("wait_io")
    /\ signal = "fatal" \/ (signal = "pending" /\ call.interruptible)
    /\ GupFails("EINTR")
    /\ HostKeeps
    /\ NoteServed

(* Killed while GUP waits for mmap_lock. *)
mmap_read_lock_killable_fails ==
    /\ At("slow")
    /\ signal = "fatal"
    /\ GupFails("EAGAIN")
    /\ HostKeeps
    /\ NoteServed

(* A read, and a writable mapping would be welcome.  The entry may map     *)
(* another page by now.                                                    *)
UpgradeTakes(f) ==
    IF f = call.first THEN UNCHANGED pageVars     \* one got, one put
    ELSE /\ page_refcount' = [page_refcount EXCEPT ![f] = @ + 1, ![call.first] = @ - 1]
         /\ buddy' = buddy \cup FreedByPut(call.first)
         /\ UNCHANGED page_head

NotUpgraded == UNCHANGED pageVars     \* the first page is the result, with its reference

hva_to_pfn_slow_upgrade ==
    /\ At("upgrade")
    /\ IF FastGupFinds
       THEN UpgradeTakes(pte.pfn) /\ ReturnsPfn(pte.pfn, TRUE)
       ELSE NotUpgraded /\ ReturnsPfn(call.first, call.writable)
    /\ KeepsAllButPages
    /\ NoteServed

-----------------------------------------------------------------------------
(* L8.  Which of GUP's errors tell of a signal. *)
GupErrorIsSignal(error) == error = "EINTR"

(* d1331a44694a (6.13): -EAGAIN as well. *)
GupErrorIsSignalOrKill(error) == error \in {"EINTR", "EAGAIN"}

hva_to_pfn_sigpending ==
    /\ At("gup_failed")
    /\ GupErrorIsSignal(call.gup)
    /\ ReturnsError("ERR_SIGPENDING")
    /\ HostKeeps
    /\ NoteServed

=============================================================================
