------------------------------- MODULE Lookup -------------------------------
(***************************************************************************)
(* How a gfn becomes a pfn, second half, for what GUP refuses:             *)
(* virt/kvm/kvm_main.c hva_to_pfn(), check_user_page_hwpoison(),           *)
(* hva_to_pfn_remapped(); mm/gup.c fixup_user_fault(); and what the page   *)
(* fault makes of the result, arch/x86/kvm/mmu/mmu.c.  Linux 6.12.         *)
(*                                                                         *)
(*   L8    hva_to_pfn_sigpending    a signal ended the wait (LookupGup)    *)
(*   L9    check_user_page_hwpoison mmap_lock is taken for read, and held  *)
(*   L10   vma_lookup               no area, an ordinary one, or VM_PFNMAP *)
(*   L11   hva_to_pfn_remapped      reads the entry of a PFNMAP area, and  *)
(*                                  takes the page if its count is not 0   *)
(*         fixup_user_fault         makes the driver fill the entry; may   *)
(*                                  drop mmap_lock, then L10 comes again   *)
(*   P12   kvm_faultin_pfn          a second lookup that may wait          *)
(*   P13   kvm_handle_error_pfn     errors; they are not re-validated      *)
(*   P19   kvm_release_pfn_clean                                           *)
(*                                                                         *)
(* Between GUP and L9 mmap_lock is free: the area that L10 finds need not  *)
(* be the one that GUP refused.                                            *)
(*                                                                         *)
(* Simplifications.  A driver that cannot serve (SIGBUS) is an area that   *)
(* is gone.  The step from L10 to its result is one: mmap_lock is held.    *)
(* NOSLOT becomes MMIO even for an INVALID slot: the page fault's own test *)
(* for such slots (P7), which comes first and retries, is not here.        *)
(***************************************************************************)
EXTENDS LookupGup

(* L9.  mmap_lock is held from here to the return. *)
mmap_read_lock ==
    /\ At("gup_failed")
    /\ ~GupErrorIsSignal(call.gup)
    /\ mmap_read_locked' = TRUE
    /\ KeepsAllButLock
    /\ GoOn("poison")
    /\ NoteServed

UnlockAndReturn(error) ==
    /\ ReturnsError(error)
    /\ mmap_read_locked' = FALSE

(* The probe is a GUP for write without a page array: no reference. *)
ProbeFaults == ~call.async /\ IsOrdinary /\ VmaAllowsWrite /\ pte # PoisonPte /\ ~EntryServes(TRUE)

ProbeSaysPoison == ~call.async /\ IsOrdinary /\ VmaAllowsWrite /\ pte = PoisonPte

check_user_page_hwpoison ==
    /\ At("poison")
    /\ call.gup = "EHWPOISON" \/ ~ProbeFaults
    /\ IF call.gup = "EHWPOISON" \/ ProbeSaysPoison
       THEN UnlockAndReturn("ERR_HWPOISON")
       ELSE call' = [call EXCEPT !.pc = "vma"] /\ UNCHANGED mmap_read_locked
    /\ KeepsAllButLock
    /\ NoteServed

(* The probe fills the entry on its way, even if only a read was wanted. *)
check_user_page_hwpoison_faults(f, w) ==
    /\ At("poison")
    /\ call.gup # "EHWPOISON" /\ ProbeFaults
    /\ HandleMmFault(TRUE, f, w)
    /\ UNCHANGED <<vma, mmap_read_locked, signal>>
    /\ GoOn("poison")
    /\ NoteServed

(* L10.  An ordinary area that allows the access: GUP would have found the *)
(* page if it could have waited.                                           *)
AsyncIsSet == call.async /\ VmaAllows(call.write_fault)

vma_lookup ==
    /\ At("vma")
    /\ IF IsPfnmap
       THEN call' = [call EXCEPT !.pc = "remapped"] /\ UNCHANGED mmap_read_locked
       ELSE /\ mmap_read_locked' = FALSE
            /\ call' = [call EXCEPT !.pc = "return", !.result = "ERR_FAULT",
                                    !.needs_io = @ \/ AsyncIsSet]
    /\ KeepsAllButLock
    /\ NoteServed

-----------------------------------------------------------------------------
(* L11. *)

RemappedWritable(entry) == entry.w
TryGetSucceeds(pfn) == get_page_unless_zero_succeeds(pfn)

RemappedReturns ==
    /\ CASE call.write_fault /\ ~RemappedWritable(pte) ->
                UnlockAndReturn("ERR_RO_FAULT") /\ UNCHANGED pageVars
         [] ~kvm_pfn_is_refcounted(pte.pfn) ->
                /\ ReturnsPfn(pte.pfn, RemappedWritable(pte))
                /\ mmap_read_locked' = FALSE /\ UNCHANGED pageVars
         [] TryGetSucceeds(pte.pfn) ->
                /\ ReturnsPfn(pte.pfn, RemappedWritable(pte))
                /\ mmap_read_locked' = FALSE /\ get_page_unless_zero(pte.pfn)
         [] OTHER ->      \* *writable is written all the same
                /\ call' = [call EXCEPT !.pc = "return", !.result = "ERR_FAULT",
                                !.writable = IF WritableAsked THEN RemappedWritable(pte) ELSE @]
                /\ mmap_read_locked' = FALSE /\ UNCHANGED pageVars
    /\ UNCHANGED <<vma, pte, signal>>
    /\ NoteServed

(* The entry is there, at the first look or at the second. *)
hva_to_pfn_remapped ==
    /\ At("remapped") \/ At("second_look")
    /\ pte_present
    /\ RemappedReturns

follow_pte_fails ==
    /\ At("remapped") \/ At("second_look")
    /\ ~pte_present
    /\ IF At("remapped")
       THEN call' = [call EXCEPT !.pc = "fixup"] /\ UNCHANGED mmap_read_locked
       ELSE UnlockAndReturn("ERR_FAULT")
    /\ KeepsAllButLock
    /\ NoteServed

(* The driver fills the entry, mmap_lock stays. *)
fixup_user_fault(f, w) ==
    /\ At("fixup")
    /\ HandleMmFault(call.write_fault, f, w)
    /\ UNCHANGED <<vma, mmap_read_locked, signal>>
    /\ GoOn("second_look")
    /\ NoteServed

(* Somebody else filled it meanwhile. *)
fixup_user_fault_spurious ==
    /\ At("fixup")
    /\ EntryServes(call.write_fault)
    /\ HostKeeps
    /\ GoOn("second_look")
    /\ NoteServed

(* The driver waits for something and drops mmap_lock. *)
fixup_user_fault_unlocks ==
    /\ At("fixup")
    /\ VmaAllows(call.write_fault)
    /\ mmap_read_locked' = FALSE
    /\ KeepsAllButLock
    /\ GoOn("fixup_unlocked")
    /\ NoteServed

(* It has the lock again and fills what the address has now; L10 again. *)
fixup_user_fault_relocks(f, w) ==
    /\ At("fixup_unlocked")
    /\ VmaAllows(call.write_fault) /\ pte # PoisonPte
    /\ IF EntryServes(call.write_fault)
       THEN f = NoPfn /\ ~w /\ UNCHANGED <<pageVars, pte>>
       ELSE HandleMmFault(call.write_fault, f, w)
    /\ mmap_read_locked' = TRUE
    /\ UNCHANGED <<vma, signal>>
    /\ GoOn("vma")
    /\ NoteServed

(* The area does not permit it, or is gone, or the page is poisoned. *)
fixup_user_fault_fails ==
    /\ \/ At("fixup") /\ ~VmaAllows(call.write_fault)
       \/ At("fixup_unlocked") /\ (~VmaAllows(call.write_fault) \/ pte = PoisonPte)
    /\ UnlockAndReturn("ERR_FAULT")
    /\ KeepsAllButLock
    /\ NoteServed

-----------------------------------------------------------------------------
(* The caller: arch/x86/kvm/mmu/mmu.c *)

CallEnds(exit) ==
    /\ call' = [NoCall EXCEPT !.exit = exit]
    /\ served' = FALSE

(* P12.  The first lookup would have to wait: the second one may. *)
SecondTry == call.needs_io

kvm_faultin_pfn ==
    /\ At("return")
    /\ SecondTry
    /\ SlotStep(call.slot, FALSE, TRUE, FALSE, call.write_fault, call.map_writable)
    /\ HostKeeps
    /\ served' = (ServedNow')

(* P13. *)
kvm_handle_error_pfn ==
    /\ At("return")
    /\ call.result \in Errors /\ ~SecondTry
    /\ CallEnds(CASE call.result = "ERR_SIGPENDING" -> "EINTR"
                  [] call.result = "ERR_RO_FAULT" -> "emulate"
                  [] call.result = "ERR_HWPOISON" -> "sigbus"
                  [] OTHER -> "EFAULT")
    /\ HostKeeps

kvm_handle_noslot_fault ==
    /\ At("return")
    /\ call.result = "NOSLOT"
    /\ CallEnds("mmio")
    /\ HostKeeps

(* P19. *)
kvm_release_pfn_clean ==
    /\ At("return")
    /\ call.result = "pfn"
    /\ IF kvm_pfn_is_refcounted(call.pfn) THEN put_page(call.pfn) ELSE UNCHANGED pageVars
    /\ CallEnds("mapped")
    /\ KeepsAllButPages

-----------------------------------------------------------------------------
(* The other threads (module LookupHost), and the signal's delivery.       *)

Meanwhile == UNCHANGED call /\ NoteServed

handle_mm_fault(write, f, w) == Touch(write, f, w) /\ Meanwhile
do_mmap(kind) == MapsArea(kind) /\ Meanwhile
mprotect_fixup(kind) == ChangesProtection(kind) /\ Meanwhile
shrink_folio_list == Reclaims /\ Meanwhile
change_pte_range == WriteProtects /\ Meanwhile
memory_failure == Poisons /\ Meanwhile
unmap_mapping_range == DriverZaps /\ Meanwhile
send_signal == Signals /\ Meanwhile

get_signal ==
    /\ At("idle")
    /\ signal # "none"
    /\ signal' = "none"
    /\ UNCHANGED <<pageVars, vma, pte, mmap_read_locked>>
    /\ Meanwhile

-----------------------------------------------------------------------------

LookupSteps ==
    \/ hva_to_pfn_fast
    \/ get_user_pages_unlocked
    \/ check_vma_flags
    \/ faultin_page_poisoned
    \/ \E f \in FRAMES, w \in BOOLEAN : faultin_page(f, w)
    \/ faultin_page_needs_io
    \/ \E f \in FRAMES \cup {NoPfn}, w \in BOOLEAN : io_done(f, w)
    \/ gup_signal_pending
    \/ mmap_read_lock_killable_fails
    \/ hva_to_pfn_slow_upgrade
    \/ hva_to_pfn_sigpending
    \/ mmap_read_lock
    \/ check_user_page_hwpoison
    \/ \E f \in FRAMES, w \in BOOLEAN : check_user_page_hwpoison_faults(f, w)
    \/ vma_lookup
    \/ hva_to_pfn_remapped
    \/ follow_pte_fails
    \/ \E f \in FRAMES, w \in BOOLEAN : fixup_user_fault(f, w)
    \/ fixup_user_fault_spurious
    \/ fixup_user_fault_unlocks
    \/ \E f \in FRAMES \cup {NoPfn}, w \in BOOLEAN : fixup_user_fault_relocks(f, w)
    \/ fixup_user_fault_fails
    \/ kvm_faultin_pfn
    \/ kvm_handle_error_pfn
    \/ kvm_handle_noslot_fault
    \/ kvm_release_pfn_clean

CallerSteps ==
    \/ \E slot \in SLOTS, atomic \in ATOMIC, interruptible \in INTERRUPTIBLE, async \in ASYNC,
          write \in WRITES, map_writable \in MAP_WRITABLE :
           gfn_to_pfn_memslot(slot, atomic, interruptible, async, write, map_writable)
    \/ get_signal

HostSteps ==
    \/ \E write \in BOOLEAN, f \in FRAMES, w \in BOOLEAN : handle_mm_fault(write, f, w)
    \/ \E kind \in VMAS : do_mmap(kind)
    \/ \E kind \in VMAS : mprotect_fixup(kind)
    \/ shrink_folio_list
    \/ change_pte_range
    \/ memory_failure
    \/ unmap_mapping_range
    \/ send_signal

LookupNext == LookupSteps \/ CallerSteps \/ HostSteps

LookupSpec == LookupInit /\ [][LookupNext]_lookupVars

(* The thread that looks up is not stopped for ever. *)
LookupFairSpec == LookupSpec /\ WF_lookupVars(LookupSteps)

=============================================================================
