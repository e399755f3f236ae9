------------------------------- MODULE Sptes -------------------------------
(***************************************************************************)
(* The guest's second-level page table: one leaf entry (SPTE) a gfn.       *)
(* arch/x86/kvm/mmu/tdp_mmu.c, spte.c; Linux 6.12, EPT with A/D bits.      *)
(*                                                                         *)
(* An SPTE holds no reference to the page it maps.  In 6.12 KVM touches    *)
(* the struct page once more when it removes an SPTE: it carries over the  *)
(* accessed and dirty bits.  That must not happen to a freed page.         *)
(*                                                                         *)
(* Simplifications.  One address space and one root.  The guest's TLB is   *)
(* flushed in the step that removes the SPTE: 6.12 flushes before it drops *)
(* mmu_lock, and no page is freed before that.  Hardware sets the accessed *)
(* bit of each SPTE, and the dirty bit of each writable one: the worst     *)
(* case, since every removal then touches the struct page.                 *)
(*                                                                         *)
(* freed_under and dead_mark are history: no kernel has them.              *)
(***************************************************************************)
EXTENDS Pages, MmuNotifier

VARIABLES
    spte,           \* gfn -> [pfn, w], or NoSpte
    freed_under,    \* history: gfns whose page was freed since the SPTE was set
    dead_mark       \* history: a freed page was marked accessed or dirty

spteVars == <<spte, freed_under, dead_mark>>

NoSpte == [pfn |-> NoPfn, w |-> FALSE]

SptesInit ==
    /\ spte = [g \in GFNS |-> NoSpte]
    /\ freed_under = {}
    /\ dead_mark = FALSE

SptesTypeOK ==
    /\ \A g \in GFNS : spte[g].pfn \in FRAMES \cup {NoPfn} /\ spte[g].w \in BOOLEAN
    /\ freed_under \subseteq GFNS
    /\ dead_mark \in BOOLEAN

is_shadow_present_pte(g) == spte[g] # NoSpte

(* The guest can do the access without a fault. *)
SptePermits(g, write) == is_shadow_present_pte(g) /\ (write => spte[g].w)

(* put_page() as seen from here: note which SPTEs outlive their page. *)
put_page_noting(f) ==
    /\ put_page(f)
    /\ freed_under' = freed_under \cup {g \in GFNS : spte[g].pfn \in FreedByPut(f)}

(* kvm_set_pfn_accessed() and kvm_set_pfn_dirty() for the pages of a set   *)
(* of gfns (handle_changed_spte()).                                        *)
DeadMark(gfns) ==
    \E g \in gfns :
        /\ is_shadow_present_pte(g)
        /\ kvm_is_ad_tracked_page(spte[g].pfn)
        /\ g \in freed_under \/ page_count(spte[g].pfn) <= 0
           \* a later page of a driver's block has count 0 without being freed
        /\ CLASS[spte[g].pfn] # "special_later"

(* tdp_mmu_zap_leafs() over a set of gfns, with the TLB flush. *)
zap_sptes(gfns) ==
    /\ spte' = [g \in GFNS |-> IF g \in gfns THEN NoSpte ELSE spte[g]]
    /\ dead_mark' = (dead_mark \/ DeadMark(gfns))
    /\ freed_under' = freed_under \ gfns

(* tdp_mmu_map_handle_target_level(): one cmpxchg. *)
set_spte(g, pfn, w) ==
    /\ spte' = [spte EXCEPT ![g] = [pfn |-> pfn, w |-> w]]
    /\ freed_under' = (freed_under \ {g}) \cup (IF pfn \in buddy THEN {g} ELSE {})
    /\ UNCHANGED dead_mark

=============================================================================
