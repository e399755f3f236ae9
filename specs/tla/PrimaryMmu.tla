----------------------------- MODULE PrimaryMmu -----------------------------
(***************************************************************************)
(* The host's page tables, as far as KVM depends on them: mm/memory.c,     *)
(* mm/rmap.c, mm/migrate.c, mm/mprotect.c; Linux 6.12.                     *)
(*                                                                         *)
(* Each hva has one entry.  A present entry of an anonymous page holds one *)
(* reference to its folio; an entry of a PFNMAP area, or of the ZERO_PAGE, *)
(* holds none.                                                             *)
(*                                                                         *)
(* VMA gives the kind of area behind each hva:                             *)
(*     "anon"       anonymous memory, order-0 pages                        *)
(*     "thp"        anonymous memory, naturally aligned pairs of hvas are  *)
(*                  backed by one large folio, mapped by two entries (two  *)
(*                  pages stand for the larger orders that Linux uses)     *)
(*     "readonly"   anonymous memory that user space may only read         *)
(*     "pfnmap"     VM_PFNMAP; a driver maps the fixed frame DRIVER_PFN,   *)
(*                  and never frees or replaces it                         *)
(*     "pfnmap_ro"  the same, mapped read-only                             *)
(*                                                                         *)
(* This module has the steps that need no notification, and the single     *)
(* steps (on one entry) of those that do; module Invalidation puts start   *)
(* and end around the latter.                                              *)
(*                                                                         *)
(* Each action changes one entry under its page-table lock, which is why   *)
(* it is one step, or takes one reference.                                 *)
(*                                                                         *)
(* A read fault on anonymous memory maps the ZERO_PAGE, if the model has   *)
(* one among its frames; else it gets a page of its own.                   *)
(*                                                                         *)
(* Simplifications.  mapcount is not modelled: references alone decide     *)
(* when a page is freed.  Allocation never fails but for lack of a frame, and     *)
(* then the fault waits.                                                   *)
(***************************************************************************)
EXTENDS Sptes

CONSTANTS
    HVAS,          \* host virtual addresses in units of pages, 1..n; gfn g is backed by hva g
    VMA,           \* hva -> kind of area
    DRIVER_PFN     \* hva -> frame that the driver maps there; NoPfn unless PFNMAP

ASSUME MemslotIsBacked == GFNS \subseteq HVAS
ASSUME EveryHvaHasAVma == DOMAIN VMA = HVAS /\ DOMAIN DRIVER_PFN = HVAS

VARIABLES
    host_pte,     \* hva -> [pfn, w], NoPte or MigrationEntry
    child_pte     \* hva -> frame that a forked child maps there, or NoPfn

hostVars == <<host_pte, child_pte>>

MigrationPfn == -1
NoPte == [pfn |-> NoPfn, w |-> FALSE]
MigrationEntry(w) == [pfn |-> MigrationPfn, w |-> w]

HostInit ==
    /\ host_pte = [h \in HVAS |-> NoPte]
    /\ child_pte = [h \in HVAS |-> NoPfn]

HostTypeOK ==
    /\ \A h \in HVAS : host_pte[h].pfn \in FRAMES \cup {NoPfn, MigrationPfn} /\ host_pte[h].w \in BOOLEAN
    /\ \A h \in HVAS : child_pte[h] \in FRAMES \cup {NoPfn}

pte_none(h) == host_pte[h] = NoPte
pte_present(h) == host_pte[h].pfn \in FRAMES
IsPfnmap(h) == VMA[h] \in {"pfnmap", "pfnmap_ro"}
VmaAllowsWrite(h) == VMA[h] \notin {"readonly", "pfnmap_ro"}

(* The memslot: gfn_to_hva_memslot() of the one slot there is. *)
gfn_to_hva(g) == g

(* vm_normal_page(): entries that hold a reference. *)
vm_normal_page(h) == pte_present(h) /\ ~IsPfnmap(h) /\ ~is_zero_pfn(host_pte[h].pfn)

(* How many entries of host page tables hold a reference to f's folio.     *)
HostMappings(f) ==
    Cardinality({h \in HVAS : vm_normal_page(h) /\ page_head[host_pte[h].pfn] = f})
      + Cardinality({h \in HVAS : child_pte[h] # NoPfn /\ page_head[child_pte[h]] = f})

-----------------------------------------------------------------------------
(* handle_mm_fault() on an entry that is none: do_anonymous_page().        *)
AnonFaultFills(h, f, write) ==
    /\ pte_none(h)
    /\ VMA[h] \in {"anon", "readonly"}
    /\ write \/ ZeroFrames = {}
    /\ alloc_page(f)
    /\ host_pte' = [host_pte EXCEPT ![h] = [pfn |-> f, w |-> VmaAllowsWrite(h)]]

ZeroPageFills(h, f, write) ==
    /\ pte_none(h)
    /\ VMA[h] \in {"anon", "readonly"}
    /\ ~write /\ f \in ZeroFrames
    /\ host_pte' = [host_pte EXCEPT ![h] = [pfn |-> f, w |-> FALSE]]
    /\ UNCHANGED pageVars

(* The same, for an order-1 folio: fills both entries of the pair.         *)
ThpFaultFills(h, f) ==
    LET first == IF h % 2 = 1 THEN h ELSE h - 1
    IN  /\ VMA[h] = "thp"
        /\ pte_none(first) /\ pte_none(first + 1)
        /\ alloc_compound_page_mapped_twice(f)
        /\ host_pte' = [host_pte EXCEPT ![first] = [pfn |-> f, w |-> TRUE],
                                        ![first + 1] = [pfn |-> f + 1, w |-> TRUE]]

(* One half of the pair is already mapped, so no large folio fits: an      *)
(* order-0 page (alloc_anon_folio() falls back).                           *)
ThpFaultFallsBack(h, f) ==
    LET first == IF h % 2 = 1 THEN h ELSE h - 1
    IN  /\ VMA[h] = "thp"
        /\ pte_none(h)
        /\ ~(pte_none(first) /\ pte_none(first + 1))
        /\ alloc_page(f)
        /\ host_pte' = [host_pte EXCEPT ![h] = [pfn |-> f, w |-> TRUE]]

(* The driver's fault handler: vmf_insert_pfn(), no reference.             *)
DriverFaultFills(h, f) ==
    /\ IsPfnmap(h)
    /\ pte_none(h)
    /\ f = DRIVER_PFN[h]
    /\ host_pte' = [host_pte EXCEPT ![h] = [pfn |-> f, w |-> VmaAllowsWrite(h)]]
    /\ UNCHANGED pageVars

(* handle_mm_fault(), write access to a present read-only entry of a page  *)
(* that no other process shares (PageAnonExclusive, or its only            *)
(* reference): wp_page_reuse().  No notification.                          *)
WpPageReuse(h, f) ==
    /\ VMA[h] \in {"anon", "thp"}
    /\ vm_normal_page(h) /\ ~host_pte[h].w
    /\ f = host_pte[h].pfn
    /\ child_pte[h] = NoPfn
    /\ host_pte' = [host_pte EXCEPT ![h].w = TRUE]
    /\ UNCHANGED pageVars

HandleMmFault(h, f, write) ==
    /\ \/ AnonFaultFills(h, f, write)
       \/ ZeroPageFills(h, f, write)
       \/ ThpFaultFills(h, f)
       \/ ThpFaultFallsBack(h, f)
       \/ DriverFaultFills(h, f)
       \/ write /\ WpPageReuse(h, f)
    /\ UNCHANGED <<spteVars, child_pte>>

(* exit of the forked child: its mapping is gone, and its reference.       *)
ChildUnmaps(h) ==
    /\ child_pte[h] # NoPfn
    /\ put_page_noting(child_pte[h])
    /\ child_pte' = [child_pte EXCEPT ![h] = NoPfn]
    /\ UNCHANGED <<host_pte, spte, dead_mark>>

=============================================================================
