------------------------------ MODULE HugeHost ------------------------------
(***************************************************************************)
(* The host's side of huge pages, with the notifier calls around it:       *)
(* mm/huge_memory.c, __split_huge_pmd(), do_huge_pmd_anonymous_page();     *)
(* mm/memory.c, zap_pmd_range(); mm/khugepaged.c, collapse_huge_page();    *)
(* Linux 6.12.                                                             *)
(*                                                                         *)
(* A huge page is two pages here instead of 512: gfns 1 and 2 are the one  *)
(* naturally aligned block.  The host maps it by one large entry or by two *)
(* small ones.  A split replaces the large entry by small ones for the     *)
(* same pages, a collapse replaces small ones by a large one for a new     *)
(* compound page.  Whoever unmaps a part of a huge page splits the large   *)
(* entry first, and that split has a start and an end of its own, for the  *)
(* whole block, inside those of the unmapping (zap_pmd_range()).           *)
(*                                                                         *)
(* Simplifications, and why they lose nothing.  A table without entries is *)
(* no table, which leaves the host more freedom.  Nothing is write-        *)
(* protected: see KvmMmu.  A start and an end are one section of mmu_lock  *)
(* held for write each, and such a section is one step.                    *)
(***************************************************************************)
EXTENDS Pages, MmuNotifier

CONSTANTS
    HUGE_OPS,      \* what the host does: some of "zap", "split", "collapse"
    PFNMAP         \* whether it maps a driver's pages, to which no entry holds a reference

ASSUME TheBlockIsThere == {1, 2} \subseteq GFNS

VARIABLES
    host_pte,      \* gfn -> the frame that the host maps there
    host_huge,     \* the host maps the block by one entry
    spte,          \* gfn -> the frame that KVM maps there
    spte_huge,     \* KVM maps the block by one entry
    inv,           \* invalidator -> what it is doing
    attr_private,  \* KVM's own, see HugePages: the gfns with KVM_MEMORY_ATTRIBUTE_PRIVATE
    lpage_mixed,   \* KVM_LPAGE_MIXED_FLAG of the block
    updater,       \* the thread that changes attributes, holding slots_lock
    fault          \* vCPU -> its page fault

attrVars == <<attr_private, lpage_mixed, updater>>
kvmVars == <<attrVars, fault>>
hostVars == <<pageVars, host_pte, host_huge>>
spteVars == <<spte, spte_huge>>

BLOCK == {1, 2}
Gfns(start, end) == {g \in GFNS : start <= g /\ g < end}

(* begun: notifier calls that it has made start of, and not yet end.       *)
(* batch: pages that it has unmapped, one reference each.                  *)
(* table: the small entries that khugepaged has taken out.                 *)
NoTable == [g \in BLOCK |-> NoPfn]
InvIdle == [pc |-> "idle", op |-> "none", start |-> 0, end |-> 0, begun |-> 0,
            batch |-> {}, table |-> NoTable]

HugeHostInit ==
    /\ PagesInit /\ NotifierInit
    /\ host_pte = [g \in GFNS |-> NoPfn] /\ host_huge = FALSE
    /\ spte = [g \in GFNS |-> NoPfn] /\ spte_huge = FALSE
    /\ inv = [n \in INVALIDATORS |-> InvIdle]

HugeHostTypeOK ==
    /\ PagesTypeOK /\ NotifierTypeOK
    /\ \A g \in GFNS : {host_pte[g], spte[g]} \subseteq FRAMES \cup {NoPfn}
    /\ host_huge \in BOOLEAN /\ spte_huge \in BOOLEAN
    /\ \A n \in INVALIDATORS :
           /\ inv[n].pc \in {"idle", "clear", "split", "split_end", "end", "collapse", "free"}
           /\ inv[n].op \in {"none", "zap", "split", "collapse"}
           /\ inv[n].start \in GFNS \cup {0} /\ inv[n].end \in Nat
           /\ inv[n].begun \in 0..2 /\ inv[n].batch \subseteq FRAMES
           /\ \A g \in BLOCK : inv[n].table[g] \in FRAMES \cup {NoPfn}

-----------------------------------------------------------------------------
(* What KVM does for them, with mmu_lock held for write                    *)

(* tdp_mmu_zap_leafs(): a huge SPTE that the range meets goes as a whole.  *)
SptesZapped(gfns) == IF spte_huge /\ gfns \cap BLOCK # {} THEN gfns \cup BLOCK ELSE gfns

zap_leafs(gfns) ==
    /\ spte' = [g \in GFNS |-> IF g \in SptesZapped(gfns) THEN NoPfn ELSE spte[g]]
    /\ spte_huge' = (spte_huge /\ gfns \cap BLOCK = {})

invalidate_begin(start, end) ==
    /\ mmu_invalidate_in_progress' = mmu_invalidate_in_progress + 1
    /\ mmu_invalidate_range' = RangeAdded(start, end)
    /\ UNCHANGED <<mmu_invalidate_seq, mmu_lock>>

invalidate_end ==
    /\ mmu_invalidate_seq' = NextSeq
    /\ kvm_mmu_invalidate_end_dec
    /\ UNCHANGED mmu_lock

-----------------------------------------------------------------------------
(* Start and end *)

(* khugepaged holds mmap_lock for write from before its start to the end   *)
(* of the collapse: GUP, and who unmaps, wait.  A split may come by rmap.  *)
Collapsing == \E n \in INVALIDATORS : inv[n].op = "collapse" /\ inv[n].pc # "free"
Unmapping == \E n \in INVALIDATORS : inv[n].op = "zap" /\ inv[n].pc # "free"

Start(n, op, first, last) ==
    /\ op \in HUGE_OPS
    /\ CASE op = "zap"      -> ~Collapsing
         [] op = "split"    -> host_huge /\ first = 1 /\ last = 2
         [] op = "collapse" -> /\ ~Collapsing /\ ~Unmapping
                               /\ ~host_huge /\ \E g \in BLOCK : host_pte[g] # NoPfn
                               /\ first = 1 /\ last = 2

(* S3 for gfns first..last: begin, range, zap, flush; start has returned   *)
(* when the step is done.                                                  *)
kvm_mmu_invalidate_range_start(n, op, first, last) ==
    /\ inv[n].pc = "idle" /\ first <= last
    /\ Start(n, op, first, last)
    /\ write_trylock(n)
    /\ invalidate_begin(first, last + 1)
    /\ zap_leafs(first..last)
    /\ inv' = [inv EXCEPT ![n] = [InvIdle EXCEPT
           !.pc = IF op = "split" THEN "split" ELSE "clear",
           !.op = op, !.start = first, !.end = last + 1, !.begun = 1]]
    /\ UNCHANGED <<hostVars, kvmVars>>

kvm_mmu_invalidate_end(n) ==
    /\ inv[n].pc = "end"
    /\ write_trylock(n)
    /\ invalidate_end
    /\ inv' = [inv EXCEPT ![n] =
           CASE inv[n].op = "collapse" -> [@ EXCEPT !.pc = "collapse", !.begun = 0]
             [] inv[n].batch # {}      -> [@ EXCEPT !.pc = "free", !.begun = 0]
             [] OTHER                  -> InvIdle]
    /\ UNCHANGED <<hostVars, spteVars, kvmVars>>

-----------------------------------------------------------------------------
(* Unmapping: munmap(), MADV_DONTNEED, unmap_mapping_range() *)

GfnsOf(n) == Gfns(inv[n].start, inv[n].end)
PartOfHugePage(n) == host_huge /\ GfnsOf(n) \cap BLOCK \notin {{}, BLOCK}
EntriesCleared(gfns) == [g \in GFNS |-> IF g \in gfns THEN NoPfn ELSE host_pte[g]]

(* One reference a small entry, one a large entry, none of a driver's.     *)
RefsOfEntries(gfns) ==
    IF PFNMAP THEN {} ELSE {host_pte[g] : g \in IF host_huge THEN gfns \ {2} ELSE gfns} \ {NoPfn}

(* Only a part of a huge page: __split_huge_pmd() calls start once more.   *)
zap_pmd_range(n) ==
    /\ inv[n].pc = "clear" /\ inv[n].op = "zap"
    /\ PartOfHugePage(n)
    /\ write_trylock(n)
    /\ invalidate_begin(1, 3)
    /\ zap_leafs(BLOCK)
    /\ inv' = [inv EXCEPT ![n].pc = "split", ![n].begun = 2]
    /\ UNCHANGED <<hostVars, kvmVars>>

(* Under the page-table lock.  Small entries for the same pages, one more  *)
(* reference; a driver's large entry is just cleared.                      *)
split_huge_pmd_locked(n) ==
    /\ inv[n].pc = "split"
    /\ host_huge' = FALSE
    /\ host_pte' = IF host_huge /\ PFNMAP THEN EntriesCleared(BLOCK) ELSE host_pte
    /\ IF host_huge /\ ~PFNMAP THEN get_page(host_pte[1]) ELSE UNCHANGED pageVars
    /\ inv' = [inv EXCEPT ![n].pc = IF inv[n].op = "zap" THEN "split_end" ELSE "end"]
    /\ UNCHANGED <<notifierVars, spteVars, kvmVars>>

split_huge_pmd_end(n) ==
    /\ inv[n].pc = "split_end"
    /\ write_trylock(n)
    /\ invalidate_end
    /\ inv' = [inv EXCEPT ![n].pc = "clear", ![n].begun = 1]
    /\ UNCHANGED <<hostVars, spteVars, kvmVars>>

zap_pte_range(n) ==
    /\ inv[n].pc = "clear" /\ inv[n].op = "zap"
    /\ ~PartOfHugePage(n)
    /\ host_pte' = EntriesCleared(GfnsOf(n))
    /\ host_huge' = (host_huge /\ GfnsOf(n) \cap BLOCK = {})
    /\ inv' = [inv EXCEPT ![n].pc = "end", ![n].batch = RefsOfEntries(GfnsOf(n))]
    /\ UNCHANGED <<notifierVars, pageVars, spteVars, kvmVars>>

(* Any time after that, before the end or behind it. *)
free_pages_and_swap_cache(n, f) ==
    /\ f \in inv[n].batch
    /\ put_page(f)
    /\ inv' = [inv EXCEPT ![n] = IF inv[n].pc = "free" /\ inv[n].batch = {f}
                                 THEN InvIdle ELSE [@ EXCEPT !.batch = @ \ {f}]]
    /\ UNCHANGED <<notifierVars, host_pte, host_huge, spteVars, kvmVars>>

-----------------------------------------------------------------------------
(* khugepaged *)

(* Under the page-table lock: the whole table is taken out.  The end comes *)
(* next; the block stays unmapped behind it.                               *)
pmdp_collapse_flush(n) ==
    /\ inv[n].pc = "clear" /\ inv[n].op = "collapse"
    /\ host_pte' = EntriesCleared(BLOCK)
    /\ inv' = [inv EXCEPT ![n].pc = "end", ![n].table = [g \in BLOCK |-> host_pte[g]]]
    /\ UNCHANGED <<notifierVars, pageVars, host_huge, spteVars, kvmVars>>

TableRefs(table, f) ==
    Cardinality({g \in BLOCK : table[g] # NoPfn /\ page_head[table[g]] = page_head[f]})

(* __collapse_huge_page_isolate(): only pages without other references.    *)
(* That is for who writes to a page by his reference; a fault of KVM is    *)
(* sent back in any case.                                                  *)
IsolationFails(n) ==
    \E g \in BLOCK : /\ inv[n].table[g] # NoPfn
                     /\ page_count(inv[n].table[g]) # TableRefs(inv[n].table, inv[n].table[g])

(* The table is put back; a collapse may also fail for other reasons. *)
pmd_populate(n) ==
    /\ inv[n].pc = "collapse"
    /\ host_pte' = [g \in GFNS |-> IF g \in BLOCK THEN inv[n].table[g] ELSE host_pte[g]]
    /\ inv' = [inv EXCEPT ![n] = InvIdle]
    /\ UNCHANGED <<notifierVars, pageVars, host_huge, spteVars, kvmVars>>

(* The pages are copied to a new compound page, head f, and then put.      *)
set_pmd_at(n, f) ==
    /\ inv[n].pc = "collapse"
    /\ ~IsolationFails(n)
    /\ alloc_compound_page_mapped_once(f)
    /\ host_huge' = TRUE
    /\ host_pte' = [g \in GFNS |-> IF g \in BLOCK THEN f + g - 1 ELSE host_pte[g]]
    /\ inv' = [inv EXCEPT ![n].pc = "free", ![n].table = NoTable,
                          ![n].batch = {inv[n].table[g] : g \in BLOCK} \ {NoPfn}]
    /\ UNCHANGED <<notifierVars, spteVars, kvmVars>>

-----------------------------------------------------------------------------
(* Faults of the host.  They call no notifier: nothing was mapped.         *)

BlockIsEmpty == \A g \in BLOCK : host_pte[g] = NoPfn

(* do_anonymous_page(), or a driver's vmf_insert_pfn(). *)
fill_small(g, f) ==
    /\ ~Collapsing
    /\ host_pte[g] = NoPfn
    /\ IF PFNMAP THEN f = g /\ UNCHANGED pageVars ELSE alloc_page(f)
    /\ host_pte' = [host_pte EXCEPT ![g] = f]
    /\ UNCHANGED host_huge

(* do_huge_pmd_anonymous_page(), or a driver's vmf_insert_pfn_pmd(). *)
fill_huge(g, f) ==
    /\ ~Collapsing
    /\ g \in BLOCK /\ BlockIsEmpty
    /\ IF PFNMAP THEN f = 1 /\ UNCHANGED pageVars ELSE alloc_compound_page_mapped_once(f)
    /\ host_pte' = [x \in GFNS |-> IF x \in BLOCK THEN f + x - 1 ELSE host_pte[x]]
    /\ host_huge' = TRUE

=============================================================================
