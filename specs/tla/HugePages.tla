----------------------------- MODULE HugePages ------------------------------
(***************************************************************************)
(* KVM maps huge pages: arch/x86/kvm/mmu/mmu.c, kvm_mmu_hugepage_adjust(), *)
(* host_pfn_mapping_level(), kvm_arch_pre_set_memory_attributes(); virt/   *)
(* kvm/kvm_main.c, kvm_vm_set_mem_attributes(); tdp_mmu.c,                 *)
(* kvm_tdp_mmu_map(); Linux 6.12, TDP MMU.                                 *)
(*                                                                         *)
(* A fault looks up the pfn of the one gfn that the guest touched, and     *)
(* tests that gfn for retry.  Then, with mmu_lock held for read, it looks  *)
(* how the host maps the block, without any lock of the host's (P17); if   *)
(* by one entry, it aligns gfn and pfn down and maps the whole block.  So  *)
(* it maps gfns that it has neither looked up nor tested.  That is right   *)
(* because nothing is done to a part of a huge page without a start for    *)
(* all of it: the host splits first (HugeHost), and a change of memory     *)
(* attributes adds the blocks that its ends cut to its range.              *)
(*                                                                         *)
(* Simplifications, and why they lose nothing.  The lookup is one step,    *)
(* and the lockless retry tests P9 and P14 are left out: see KvmMmu.  The  *)
(* lock and the retry test of a fault (P15, P16) are one step, for only    *)
(* sections that hold mmu_lock for write change what it tests; so are the  *)
(* cmpxchg and the unlock (P18, P19).  Private faults map guest_memfd, not *)
(* host memory; a fault here is for shared memory.  The attributes of a    *)
(* range are stored in one step: a fault looks at its own gfn only.  Left  *)
(* out: dirty logging and NX huge pages, which only forbid huge SPTEs; so  *)
(* a huge SPTE is never in the way of a small one, and the split that      *)
(* kvm_tdp_mmu_map() then makes is written down but not taken.             *)
(***************************************************************************)
EXTENDS HugeHost

CONSTANTS
    ATTRIBUTES     \* whether user space changes memory attributes

hugeVars == <<notifierVars, hostVars, spteVars, inv, attrVars, fault>>

InGuest == [pc |-> "guest", gfn |-> 0, mmu_seq |-> NoSeq, pfn |-> NoPfn, goal_level |-> 1]
UpdaterIdle == [pc |-> "idle", start |-> 0, end |-> 0, private |-> FALSE]

HugeInit ==
    /\ HugeHostInit
    /\ attr_private = {} /\ lpage_mixed = FALSE /\ updater = UpdaterIdle
    /\ fault = [v \in VCPUS |-> InGuest]

HugeTypeOK ==
    /\ HugeHostTypeOK
    /\ attr_private \subseteq GFNS /\ lpage_mixed \in BOOLEAN
    /\ updater.pc \in {"idle", "store", "post"} /\ updater.private \in BOOLEAN
    /\ updater.start \in GFNS \cup {0} /\ updater.end \in Nat
    /\ \A v \in VCPUS :
           /\ fault[v].pc \in {"guest", "snapshot", "private", "lookup", "stale", "level",
                               "map", "release"}
           /\ fault[v].gfn \in GFNS \cup {0} /\ fault[v].goal_level \in {1, 2}
           /\ fault[v].mmu_seq \in Nat \cup {NoSeq} /\ fault[v].pfn \in FRAMES \cup {NoPfn}

-----------------------------------------------------------------------------
(* A vCPU's page fault *)

HugeStepAfter(step) ==
    CASE step = "fault"    -> "snapshot"
      [] step = "snapshot" -> IF ATTRIBUTES THEN "private" ELSE "lookup"
      [] step = "private"  -> "lookup"
      [] step = "lookup"   -> "stale"
      [] step = "stale"    -> "level"
      [] step = "level"    -> "map"

faultUnchanged == <<notifierVars, hostVars, spteVars, inv, attrVars>>

(* P0 *)
kvm_tdp_page_fault(v, g) ==
    /\ fault[v].pc = "guest"
    /\ fault' = [fault EXCEPT ![v] = [InGuest EXCEPT !.pc = HugeStepAfter("fault"), !.gfn = g]]
    /\ UNCHANGED faultUnchanged

(* P4 *)
kvm_faultin_pfn(v) ==
    /\ fault[v].pc = "snapshot"
    /\ fault' = [fault EXCEPT ![v].mmu_seq = mmu_invalidate_seq,
                              ![v].pc = HugeStepAfter("snapshot")]
    /\ UNCHANGED faultUnchanged

(* P5: the memory is private, so the fault ends in user space. *)
kvm_mem_is_private(v) ==
    /\ fault[v].pc = "private"
    /\ fault' = [fault EXCEPT ![v] = IF fault[v].gfn \in attr_private THEN InGuest
                                     ELSE [@ EXCEPT !.pc = HugeStepAfter("private")]]
    /\ UNCHANGED faultUnchanged

(* P10.  Of a driver's pages KVM takes references, too: they are ordinary  *)
(* pages, each with a count of its own.                                    *)
hva_to_pfn(v) ==
    /\ fault[v].pc = "lookup"
    /\ host_pte[fault[v].gfn] # NoPfn
    /\ get_page(host_pte[fault[v].gfn])
    /\ fault' = [fault EXCEPT ![v].pfn = host_pte[fault[v].gfn],
                              ![v].pc = HugeStepAfter("lookup")]
    /\ UNCHANGED <<notifierVars, host_pte, host_huge, spteVars, inv, attrVars>>

faultin_page(v, f) ==
    /\ fault[v].pc = "lookup"
    /\ fill_small(fault[v].gfn, f)
    /\ UNCHANGED <<notifierVars, spteVars, inv, attrVars, fault>>

faultin_huge_page(v, f) ==
    /\ fault[v].pc = "lookup"
    /\ fill_huge(fault[v].gfn, f)
    /\ UNCHANGED <<notifierVars, spteVars, inv, attrVars, fault>>

(* P15, P16: the gfn that the guest touched, and no other. *)
is_page_fault_stale(v) ==
    LET stale == mmu_invalidate_retry_gfn(fault[v].mmu_seq, fault[v].gfn)
    IN  /\ fault[v].pc = "stale"
        /\ read_trylock(v)
        /\ mmu_lock' = IF stale THEN mmu_lock ELSE ReadLocked(v)
        /\ fault' = [fault EXCEPT ![v].mmu_seq = NoSeq,
                                  ![v].pc = IF stale THEN "release" ELSE HugeStepAfter("stale")]
        /\ UNCHANGED <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range,
                       hostVars, spteVars, inv, attrVars>>

(* P17.  The walk looks at the one entry that decides; so it is one step.  *)
(* lpage_info is only changed with mmu_lock held for write.                *)
HostLevel(g) == IF g \in BLOCK /\ host_huge THEN 2 ELSE 1
MaxLevel(g) == IF g \in BLOCK /\ lpage_mixed THEN 1 ELSE HostLevel(g)

kvm_mmu_hugepage_adjust(v) ==
    /\ fault[v].pc = "level"
    /\ fault' = [fault EXCEPT ![v].goal_level = MaxLevel(fault[v].gfn),
                              ![v].pc = HugeStepAfter("level")]
    /\ UNCHANGED faultUnchanged

(* P18.  A large entry replaces a table; on the way to a small one, a      *)
(* large one that is in the way is split into small ones.                  *)
AlignedPfn(pfn) == IF pfn % 2 = 0 THEN pfn - 1 ELSE pfn

kvm_tdp_mmu_map(v) ==
    LET f == fault[v]
    IN  /\ f.pc = "map"
        /\ spte' = [g \in GFNS |-> IF f.goal_level = 2 /\ g \in BLOCK THEN AlignedPfn(f.pfn) + g - 1
                                   ELSE IF g = f.gfn THEN f.pfn ELSE spte[g]]
        /\ spte_huge' = (f.goal_level = 2 \/ (spte_huge /\ f.gfn \notin BLOCK))
        /\ mmu_lock' = ReadUnlocked(v)
        /\ fault' = [fault EXCEPT ![v].pc = "release"]
        /\ UNCHANGED <<mmu_invalidate_seq, mmu_invalidate_in_progress, mmu_invalidate_range,
                       hostVars, inv, attrVars>>

(* P19: the pfn as it was looked up. *)
ReleasedPfn(v) == fault[v].pfn

kvm_release_pfn_clean(v) ==
    /\ fault[v].pc = "release"
    /\ put_page(ReleasedPfn(v))
    /\ fault' = [fault EXCEPT ![v] = InGuest]
    /\ UNCHANGED <<notifierVars, host_pte, host_huge, spteVars, inv, attrVars>>

-----------------------------------------------------------------------------
(* KVM_SET_MEMORY_ATTRIBUTES of gfns first..last, under slots_lock         *)

(* kvm_arch_pre_set_memory_attributes(): a block of which only a part      *)
(* changes, unless it is mixed already and so cannot become huge.          *)
CutsBlock(first, last) == first..last \cap BLOCK \notin {{}, BLOCK}

AttributeRange(first, last) ==
    IF CutsBlock(first, last) /\ ~lpage_mixed
    THEN [start |-> Min2(first, 1), end |-> Max2(last + 1, 3)]
    ELSE [start |-> first, end |-> last + 1]

(* Begin, range, zap: of the changed gfns, which takes a huge SPTE along.  *)
kvm_pre_set_memory_attributes(first, last, private) ==
    /\ ATTRIBUTES
    /\ updater.pc = "idle" /\ first <= last
    /\ \E g \in first..last : (g \in attr_private) # private
    /\ mmu_lock = Unlocked
    /\ invalidate_begin(AttributeRange(first, last).start, AttributeRange(first, last).end)
    /\ zap_leafs(first..last)
    /\ updater' = [pc |-> "store", start |-> first, end |-> last + 1, private |-> private]
    /\ UNCHANGED <<hostVars, inv, attr_private, lpage_mixed, fault>>

AttributesStored ==
    LET gfns == Gfns(updater.start, updater.end)
    IN  IF updater.private THEN attr_private \cup gfns ELSE attr_private \ gfns

kvm_vm_set_mem_attributes ==
    /\ updater.pc = "store"
    /\ attr_private' = AttributesStored
    /\ updater' = [updater EXCEPT !.pc = "post"]
    /\ UNCHANGED <<notifierVars, hostVars, spteVars, inv, lpage_mixed, fault>>

(* End, and the flag: one section of mmu_lock. *)
kvm_arch_post_set_memory_attributes ==
    /\ updater.pc = "post"
    /\ mmu_lock = Unlocked
    /\ invalidate_end
    /\ lpage_mixed' = (attr_private \cap BLOCK \notin {{}, BLOCK})
    /\ updater' = UpdaterIdle
    /\ UNCHANGED <<hostVars, spteVars, inv, attr_private, fault>>

-----------------------------------------------------------------------------

HugeNext ==
    \/ \E v \in VCPUS, g \in GFNS : kvm_tdp_page_fault(v, g)
    \/ \E v \in VCPUS : kvm_faultin_pfn(v)
    \/ \E v \in VCPUS : kvm_mem_is_private(v)
    \/ \E v \in VCPUS : hva_to_pfn(v)
    \/ \E v \in VCPUS, f \in FRAMES : faultin_page(v, f)
    \/ \E v \in VCPUS, f \in FRAMES : faultin_huge_page(v, f)
    \/ \E v \in VCPUS : is_page_fault_stale(v)
    \/ \E v \in VCPUS : kvm_mmu_hugepage_adjust(v)
    \/ \E v \in VCPUS : kvm_tdp_mmu_map(v)
    \/ \E v \in VCPUS : kvm_release_pfn_clean(v)

    \/ \E n \in INVALIDATORS, op \in HUGE_OPS, first \in GFNS, last \in GFNS :
           kvm_mmu_invalidate_range_start(n, op, first, last)
    \/ \E n \in INVALIDATORS : zap_pmd_range(n)
    \/ \E n \in INVALIDATORS : split_huge_pmd_locked(n)
    \/ \E n \in INVALIDATORS : split_huge_pmd_end(n)
    \/ \E n \in INVALIDATORS : zap_pte_range(n)
    \/ \E n \in INVALIDATORS : pmdp_collapse_flush(n)
    \/ \E n \in INVALIDATORS : kvm_mmu_invalidate_end(n)
    \/ \E n \in INVALIDATORS : pmd_populate(n)
    \/ \E n \in INVALIDATORS, f \in FRAMES : set_pmd_at(n, f)
    \/ \E n \in INVALIDATORS, f \in FRAMES : free_pages_and_swap_cache(n, f)

    \/ \E first \in GFNS, last \in GFNS, private \in BOOLEAN :
           kvm_pre_set_memory_attributes(first, last, private)
    \/ kvm_vm_set_mem_attributes
    \/ kvm_arch_post_set_memory_attributes

HugeSpec == HugeInit /\ [][HugeNext]_hugeVars

=============================================================================
