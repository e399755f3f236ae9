------------------------------ MODULE TdpFault ------------------------------
(***************************************************************************)
(* A vCPU: its accesses to memory, the faults they cause, and the loading  *)
(* of its root.  arch/x86/kvm/mmu/mmu.c, kvm_tdp_mmu_page_fault(),         *)
(* fast_page_fault(), kvm_mmu_reload(); tdp_mmu.c, kvm_tdp_mmu_map();      *)
(* Linux 6.12.                                                             *)
(*                                                                         *)
(* A fault looks at the SPTE twice: without any lock (P2, the fast page    *)
(* fault), and with mmu_lock held for read (P18).  Each time it reads the  *)
(* SPTE, decides, and writes with a cmpxchg against what it has read.      *)
(*                                                                         *)
(* Left out, because KvmMmu has it: the lockless retry tests, which are    *)
(* hints, references on the page, errors of the lookup.  A read is served  *)
(* by a writable entry of the host with a writable SPTE.  The kernel's     *)
(* fast page fault gives up after it has lost four times; here it may lose *)
(* as often as it likes.  Of the tests before it these are left out, with  *)
(* what they are for: huge SPTEs (and with dirty logging they are not made *)
(* writable there), instruction fetches, reserved bits, private memory.    *)
(* A prefetch is a read; one that repeats a write (async page fault) is    *)
(* not told from that write.  A page table that is read without lock does  *)
(* not go away meanwhile: RCU, which nothing here models, sees to that.    *)
(***************************************************************************)
EXTENDS TdpSptes

CONSTANTS
    FAULTS       \* what vCPUs do: some of "read", "write", "prefetch"

InGuest == [pc |-> "guest", gfn |-> 0, kind |-> "none", old |-> None, mmu_seq |-> NoSeq,
            pfn |-> "none", writable |-> FALSE]

FaultInit == fault = [v \in VCPUS |-> InGuest]

faultOthers == <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range>>

IsWrite(v) == fault[v].kind = "write"
SpteOf(v) == sptes[vcpu_root[v]][fault[v].gfn]
InGuestMode(v) == fault[v].pc = "guest" /\ InUse(v)

-----------------------------------------------------------------------------
(* The guest.  Hardware walks the SPTE where the TLB does not answer, and  *)
(* sets the accessed and the dirty bit while it walks.  An entry that is   *)
(* cached by a read does not serve a write: the walk that sets the dirty   *)
(* bit comes with the first write.  A later write through the TLB touches  *)
(* no SPTE.                                                                *)

guest_reads(v, g) ==
    LET s == sptes[vcpu_root[v]][g]
    IN  /\ "read" \in FAULTS
        /\ InGuestMode(v)
        /\ tlb[v][g] = NoTlb /\ HardwareReads(s)
        /\ tlb' = [tlb EXCEPT ![v][g] = [pfn |-> s.pfn, w |-> FALSE]]
        /\ SetSpte(vcpu_root[v], g, [s EXCEPT !.a = TRUE])
        /\ UNCHANGED <<notifierVars, walkVars, rootVars, host, logVars, markVars, fault>>

guest_writes(v, g) ==
    LET s == sptes[vcpu_root[v]][g]
        cached == tlb[v][g].w
    IN  /\ "write" \in FAULTS
        /\ InGuestMode(v)
        /\ cached \/ is_access_allowed(TRUE, s)
        /\ page' = [page EXCEPT ![g].written = TRUE]
        /\ uncopied' = Logged(uncopied, g)
        /\ IF cached THEN UNCHANGED <<tlb, sptes>>
           ELSE /\ tlb' = [tlb EXCEPT ![v][g] = [pfn |-> s.pfn, w |-> TRUE]]
                /\ SetSpte(vcpu_root[v], g, [s EXCEPT !.a = TRUE, !.d = AD_BITS])
        /\ UNCHANGED <<notifierVars, walkVars, rootVars, host, dirty_bitmap, marked_old, fault>>

(* An access that the SPTE does not allow; or KVM_PRE_FAULT_MEMORY and the *)
(* "page ready" of an async page fault, which ask before the guest does.   *)
(* page_fault_can_be_fast(): with A/D bits only a write to a present SPTE. *)
kvm_tdp_page_fault(v, g, kind) ==
    LET s == sptes[vcpu_root[v]][g]
        fast == IF AD_BITS THEN kind = "write" /\ is_shadow_present_pte(s) ELSE TRUE
    IN  /\ InGuestMode(v)
        /\ CASE kind = "read"     -> tlb[v][g] = NoTlb /\ ~is_access_allowed(FALSE, s)
             [] kind = "write"    -> ~tlb[v][g].w /\ ~is_access_allowed(TRUE, s)
             [] kind = "prefetch" -> TRUE
        /\ fault' = [fault EXCEPT ![v] = [InGuest EXCEPT
               !.pc = IF fast THEN "fast" ELSE "snapshot", !.gfn = g, !.kind = kind]]
        /\ UNCHANGED <<notifierVars, walkVars, rootVars, sptes, tlb, host, logVars, markVars>>

-----------------------------------------------------------------------------
(* P2.  The lockless walk reads the SPTE and decides.                      *)

FastPfMayWrite(s) == s.mmuw
FastPfNew(write, s) ==
    LET restored == IF AD_BITS THEN s ELSE [s EXCEPT !.a = TRUE]
    IN  IF write /\ FastPfMayWrite(s) THEN [restored EXCEPT !.w = TRUE] ELSE restored

fast_page_fault(v) ==
    LET s == SpteOf(v)
        new == FastPfNew(IsWrite(v), s)
    IN  /\ fault[v].pc = "fast"
        /\ fault' = [fault EXCEPT ![v] =
               IF is_shadow_present_pte(s) /\ is_access_allowed(IsWrite(v), s)
               THEN InGuest                                      \* RET_PF_SPURIOUS
               ELSE IF is_shadow_present_pte(s) /\ new # s /\ is_access_allowed(IsWrite(v), new)
               THEN [@ EXCEPT !.pc = "fast_cmpxchg", !.old = s]
               ELSE [@ EXCEPT !.pc = "snapshot"]]                \* RET_PF_INVALID
        /\ UNCHANGED <<notifierVars, walkVars, rootVars, sptes, tlb, host, logVars, markVars>>

(* The cmpxchg.  Who loses looks again.                                    *)
FastPfStores(v) == CmpxchgSucceeds(vcpu_root[v], fault[v].gfn, fault[v].old)

fast_pf_fix_direct_spte(v) ==
    LET new == FastPfNew(IsWrite(v), fault[v].old)
    IN  /\ fault[v].pc = "fast_cmpxchg"
        /\ IF FastPfStores(v)
           THEN /\ SetSpte(vcpu_root[v], fault[v].gfn, new)
                /\ fault' = [fault EXCEPT ![v] = IF new.w /\ ~fault[v].old.w
                       THEN [@ EXCEPT !.pc = "mark_dirty", !.old = None]
                       ELSE InGuest]
           ELSE /\ fault' = [fault EXCEPT ![v].pc = "fast", ![v].old = None]
                /\ UNCHANGED sptes
        /\ UNCHANGED <<notifierVars, walkVars, rootVars, tlb, host, logVars, markVars>>

(* The dirty bitmap comes after the cmpxchg, still without a lock.         *)
mark_page_dirty_in_slot(v) ==
    /\ fault[v].pc = "mark_dirty"
    /\ dirty_bitmap' = Logged(dirty_bitmap, fault[v].gfn)
    /\ fault' = [fault EXCEPT ![v] = InGuest]
    /\ UNCHANGED <<notifierVars, walkVars, rootVars, sptes, tlb, host, uncopied, markVars>>

-----------------------------------------------------------------------------
(* P4 *)
kvm_faultin_pfn(v) ==
    /\ fault[v].pc = "snapshot"
    /\ fault' = [fault EXCEPT ![v].pc = "lookup", ![v].mmu_seq = mmu_invalidate_seq]
    /\ UNCHANGED <<notifierVars, walkVars, rootVars, sptes, tlb, host, logVars, markVars>>

(* P10.  A write makes the host's entry writable, without any mmu_notifier *)
(* if it was read-only (wp_page_reuse()).                                  *)
hva_to_pfn(v) ==
    LET g == fault[v].gfn
        found == IF IsWrite(v) THEN "rw" ELSE IF host[g] = "none" THEN "ro" ELSE host[g]
    IN  /\ fault[v].pc = "lookup"
        /\ host' = [host EXCEPT ![g] = found]
        /\ fault' = [fault EXCEPT ![v].pc = "lock", ![v].pfn = "page", ![v].writable = found = "rw"]
        /\ UNCHANGED <<notifierVars, walkVars, rootVars, sptes, tlb, logVars, markVars>>

(* P15, P16.  Nothing that the test reads changes under the read lock.     *)
is_obsolete_sp(v) == vcpu_root[v] \in invalid_roots

is_page_fault_stale(v) ==
    LET f == fault[v]
    IN  /\ f.pc = "lock"
        /\ read_trylock(v)
        /\ IF is_obsolete_sp(v) \/ mmu_invalidate_retry_gfn(f.mmu_seq, f.gfn)
           THEN fault' = [fault EXCEPT ![v] = InGuest] /\ UNCHANGED mmu_lock
           ELSE /\ fault' = [fault EXCEPT ![v].pc = "map", ![v].mmu_seq = NoSeq]
                /\ mmu_lock' = ReadLocked(v)
        /\ UNCHANGED <<faultOthers, walkVars, rootVars, sptes, tlb, host, logVars, markVars>>

(* P18, first half: tdp_iter reads the SPTE, make_spte() makes the new one *)
(* and puts the gfn into the dirty bitmap if that is writable.             *)
NewSpte(v, old) == make_spte(old, fault[v].pfn, fault[v].writable, fault[v].kind = "prefetch")
FaultLeavesSpte(v, old) == is_frozen_spte(old) \/ NewSpte(v, old) = old

(* 6385d01eec16 (6.13): a prefetch leaves a present SPTE alone.            *)
FaultLeavesSpteOrPrefetch(v, old) ==
    \/ is_frozen_spte(old) \/ NewSpte(v, old) = old
    \/ fault[v].kind = "prefetch" /\ is_shadow_present_pte(old)

kvm_tdp_mmu_map(v) ==
    LET old == SpteOf(v)
    IN  /\ fault[v].pc = "map"
        /\ IF FaultLeavesSpte(v, old)
           THEN /\ fault' = [fault EXCEPT ![v] = InGuest]        \* RET_PF_RETRY, SPURIOUS
                /\ mmu_lock' = ReadUnlocked(v)
                /\ UNCHANGED dirty_bitmap
           ELSE /\ fault' = [fault EXCEPT ![v].pc = "cmpxchg", ![v].old = old]
                /\ dirty_bitmap' = IF NewSpte(v, old).w THEN Logged(dirty_bitmap, fault[v].gfn)
                                   ELSE dirty_bitmap
                /\ UNCHANGED mmu_lock
        /\ UNCHANGED <<faultOthers, walkVars, rootVars, sptes, tlb, host, uncopied, markVars>>

(* P18, second half, and P19.  Who loses the cmpxchg goes back to the      *)
(* guest, which faults again.                                              *)
FaultStores(v) == CmpxchgSucceeds(vcpu_root[v], fault[v].gfn, fault[v].old)

tdp_mmu_map_handle_target_level(v) ==
    LET g == fault[v].gfn
        old == fault[v].old
        new == NewSpte(v, old)
    IN  /\ fault[v].pc = "cmpxchg"
        /\ IF FaultStores(v)
           THEN SetSpte(vcpu_root[v], g, new) /\ handle_changed_spte(g, old, new)
           ELSE UNCHANGED <<sptes, markVars>>
        /\ fault' = [fault EXCEPT ![v] = InGuest]
        /\ mmu_lock' = ReadUnlocked(v)
        /\ UNCHANGED <<faultOthers, walkVars, rootVars, tlb, host, logVars>>

=============================================================================
