-------------------------- MODULE LookupProperties --------------------------
(***************************************************************************)
(* What must hold of a lookup (module Lookup), and the situations that a   *)
(* run must reach before "it holds" means anything.                        *)
(***************************************************************************)
EXTENDS Lookup

Returned == call.pc = "return"
Translatable == call.slot \in {"normal", "readonly"} /\ ~(call.slot = "readonly" /\ call.write_fault)

-----------------------------------------------------------------------------
(* References *)

(* What the lookup holds: the page that it returned, or the first of two   *)
(* while it looks for a better one.  On an error that is nothing.          *)
CallRefs(f) ==
    IF kvm_pfn_is_refcounted(f) /\ f \in {call.pfn, call.first} THEN 1 ELSE 0
DriverRefs(f) == IF CLASS[f] = "special_first" THEN 1 ELSE 0
LookupRefs(f) == HostRefs(f) + CallRefs(f) + DriverRefs(f)

(* One reference if the result is a refcounted pfn, and no other: not less *)
(* (somebody else's would be put), not more (the page would never be       *)
(* freed).                                                                 *)
LookupLeaksNoReference == \A f \in FRAMES : page_refcount[f] <= LookupRefs(f)
LookupStealsNoReference == \A f \in FRAMES : page_refcount[f] >= LookupRefs(f)

(* A page whose count is zero is not taken: it is free, or it is the       *)
(* driver's and nobody else may put it.                                    *)
LookupZeroToOneOnlyByAllocation ==
    [][\A f \in FRAMES : page_refcount[f] = 0 /\ page_refcount'[f] > 0
                            => f \in buddy /\ f \notin buddy']_lookupVars

(* Errors come without a page. *)
LookupErrorHasNoPage == Returned => (call.result = "pfn" <=> call.pfn # NoPfn) /\ call.first = NoPfn

-----------------------------------------------------------------------------
(* The results *)

(* *async is set to true only, only if it was given, only with ERR_FAULT.  *)
LookupAsyncMeansNeedsIo ==
    call.needs_io => call.async /\ call.result = "ERR_FAULT"

(* When a pfn is returned with *writable, the entry maps that pfn writably *)
(* at that moment.                                                         *)
ReturnsNow == call.pc # "return" /\ call'.pc = "return" /\ call'.result = "pfn"
LookupWritableIsTrue ==
    [][ReturnsNow /\ call'.writable => pte.pfn = call'.pfn /\ pte.w]_lookupVars

(* A write gets a page that the host may write there, or an error; and it  *)
(* is told so if it asked.                                                 *)
LookupWriteGetsWritablePage ==
    [][ReturnsNow /\ call.write_fault =>
          /\ pte.pfn = call'.pfn /\ pte.w
          /\ call.map_writable /\ call.slot = "normal" => call'.writable]_lookupVars

(* A READONLY slot never yields a writable page. *)
LookupReadonlySlotIsReadonly ==
    call.slot = "readonly" =>
        /\ ~call.writable
        /\ Returned /\ call.write_fault => call.result = "ERR_RO_FAULT"

(* Each error has its cause. *)
LookupErrorHasCause ==
    Returned =>
        /\ call.result = "NOSLOT" <=> call.slot \in {"none", "invalid"}
        /\ call.result = "ERR_RO_FAULT" => call.write_fault
        /\ call.result = "ERR_SIGPENDING" =>
               signal = "fatal" \/ (signal = "pending" /\ call.interruptible)
LookupHwpoisonIsReal ==
    [][call.result = "" /\ call'.result = "ERR_HWPOISON" =>
          pte = PoisonPte \/ call.gup = "EHWPOISON"]_lookupVars

(* ERR_FAULT only if the address could not be translated at some moment of *)
(* the call.  False: L10 does not re-validate what GUP said.               *)
LookupFaultIsReal ==
    Returned /\ call.result = "ERR_FAULT" /\ ~call.needs_io /\ ~call.atomic => ~served

(* A lookup that a signal ended says so.  False in 6.12: -EAGAIN.          *)
LookupKillIsSigpending ==
    Returned /\ call.gup \in {"EINTR", "EAGAIN"} => call.result = "ERR_SIGPENDING"

-----------------------------------------------------------------------------
(* The combinations of inputs *)

(* The kernel does not die.  It does if a caller gives atomic and async.   *)
LookupNeverBug == call.pc # "bug"
LookupBugOnlyIfContradictory == call.pc = "bug" => call.atomic /\ call.async

(* Nothing sleeps in an atomic lookup, nothing waits in one with async.    *)
LookupAtomicNeverSleeps == call.atomic => call.pc \in {"fast", "return", "bug"}
LookupAsyncNeverWaits == call.async => call.pc # "wait_io"

(* atomic without write and without *writable fails always, whatever is    *)
(* there; so does a READONLY slot, which takes *writable away.             *)
LookupAtomicReadFails ==
    Returned /\ Translatable /\ call.atomic /\ ~call.write_fault
    /\ (~call.map_writable \/ call.slot = "readonly") => call.result = "ERR_FAULT"

(* mmap_lock is held from L9 on, but while the driver waits, and given     *)
(* back by every exit.                                                     *)
LookupLockIsBalanced ==
    mmap_read_locked <=> call.pc \in {"poison", "vma", "remapped", "fixup", "second_look"}

-----------------------------------------------------------------------------
(* The caller *)

(* What only needs I/O is no error for user space. *)
LookupNeedsIoIsNoError == [][call.needs_io => call'.exit # "EFAULT"]_lookupVars

-----------------------------------------------------------------------------
(* Liveness.  The loop L10, L11 has no bound of its own.                   *)

Looking == call.pc \notin {"idle", "bug"}

(* If from some time on nobody takes away the area, the entry or its       *)
(* write permission, lookups return.                                       *)
HostTakesAway ==
    \/ vma' # vma
    \/ pte_present /\ (pte'.pfn \notin FRAMES \/ (pte.w /\ ~pte'.w))

LookupReturnsOnceHostQuiet ==
    <>[][~HostTakesAway]_lookupVars => []<>~Looking

(* The stronger claim is false: each time round, the driver may have taken *)
(* its entry away again.                                                   *)
LookupReturns == []<>~Looking

-----------------------------------------------------------------------------
(* Witnesses *)

ReturnsError1(from, error) == call.pc = from /\ call'.pc = "return" /\ call'.result = error

LookupFastFindsPage == call.pc = "fast" /\ call'.result = "pfn"
LookupAtomicFindsPage == Returned /\ call.atomic /\ call.result = "pfn"
LookupAtomicGivesUp == ReturnsError1("fast", "ERR_FAULT")
LookupSlowFindsPage == call.pc = "slow" /\ call'.result = "pfn"
LookupUpgradeSamePage ==
    call.pc = "upgrade" /\ call'.pc = "return" /\ call'.writable /\ call'.pfn = call.first
LookupUpgradeOtherPage ==
    call.pc = "upgrade" /\ call'.pc = "return" /\ call'.writable /\ call'.pfn # call.first
LookupUpgradeFreesFirstPage ==
    call.pc = "upgrade" /\ call'.pc = "return" /\ call.first \in buddy'
LookupNotUpgraded == call.pc = "upgrade" /\ call'.pc = "return" /\ ~call'.writable
LookupRemappedRefcounted ==
    Returned /\ call.result = "pfn" /\ CLASS[call.pfn] = "special_first"
LookupRemappedUncounted ==
    Returned /\ call.result = "pfn" /\ ~kvm_pfn_is_refcounted(call.pfn)
LookupRemappedCountIsZero ==
    \/ ReturnsError1("remapped", "ERR_FAULT") /\ pte_present
    \/ ReturnsError1("second_look", "ERR_FAULT") /\ pte_present
LookupErrorLeavesWritable == Returned /\ call.result = "ERR_FAULT" /\ call.writable /\ ~call.write_fault
LookupRemappedLoops == call.pc = "fixup_unlocked" /\ call'.pc = "vma" /\ IsPfnmap
LookupRemappedBecameOrdinary == call.pc = "fixup_unlocked" /\ call'.pc = "vma" /\ IsOrdinary
LookupSecondLookFails == ReturnsError1("second_look", "ERR_FAULT") /\ ~pte_present
LookupReadOnlyEntry == call.pc \in {"remapped", "second_look"} /\ call'.result = "ERR_RO_FAULT"
LookupReadOnlyEntryInWritableArea == LookupReadOnlyEntry /\ VmaAllowsWrite
LookupNoArea == ReturnsError1("vma", "ERR_FAULT") /\ vma = "none"
LookupNeedsIo == Returned /\ call.needs_io /\ call.gup = "NOWAIT"
LookupNeedsIoWithoutIo == Returned /\ call.needs_io /\ call.gup = "EFAULT"
LookupWaitedForIo == call.pc = "wait_io" /\ call'.pc = "slow" /\ pte = SwapPte
LookupPoisonByGup == Returned /\ call.result = "ERR_HWPOISON" /\ call.gup = "EHWPOISON"
LookupPoisonByProbe == Returned /\ call.result = "ERR_HWPOISON" /\ call.gup # "EHWPOISON"
LookupProbeFillsEntryForRead ==
    call.pc = "poison" /\ call'.pc = "poison" /\ ~call.write_fault /\ pte # pte'
LookupInterrupted == Returned /\ call.result = "ERR_SIGPENDING" /\ signal = "pending"
LookupKilled == Returned /\ call.result = "ERR_SIGPENDING" /\ signal = "fatal"
LookupSpuriousFault == Returned /\ call.result = "ERR_FAULT" /\ ~call.atomic /\ ~call.needs_io /\ served
LookupReadonlySlotRead == Returned /\ call.slot = "readonly" /\ call.result = "pfn" /\ call.map_writable
LookupReadonlySlotWrite == Returned /\ call.slot = "readonly" /\ call.result = "ERR_RO_FAULT"
LookupNoSlot == Returned /\ call.slot = "none"
LookupInvalidSlot == Returned /\ call.slot = "invalid"

ExitsWith(exit) == call.pc = "return" /\ call'.pc = "idle" /\ call'.exit = exit
LookupExitEfault == ExitsWith("EFAULT")
LookupExitEmulate == ExitsWith("emulate")
LookupExitSigbus == ExitsWith("sigbus")
LookupExitEintr == ExitsWith("EINTR")
LookupExitMmio == ExitsWith("mmio")
LookupSecondTryMaps == Returned /\ call.result = "pfn" /\ call.interruptible

=============================================================================
