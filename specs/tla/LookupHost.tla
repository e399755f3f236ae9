----------------------------- MODULE LookupHost -----------------------------
(***************************************************************************)
(* What a lookup of one host virtual address finds, and what other threads *)
(* do to it meanwhile: mm/memory.c handle_mm_fault(), mm/mmap.c,           *)
(* mm/mprotect.c, mm/vmscan.c, mm/memory-failure.c.  Linux 6.12.           *)
(*                                                                         *)
(*     vma   the area: "none", "anon" (ordinary memory), "readonly" (the   *)
(*           same, not writable by user space), "pfnmap" (VM_PFNMAP, a     *)
(*           driver's), "pfnmap_ro"                                        *)
(*     pte   the entry of the host's page table                            *)
(*                                                                         *)
(* The area changes only under mmap_lock held for write, so not while the  *)
(* lookup holds it for read.  The entry changes under the page-table lock  *)
(* alone, at any time.                                                     *)
(*                                                                         *)
(* Simplifications.  One address: a lookup looks at no other.  Changing    *)
(* the area and clearing its entry is one step; whoever meets the entry in *)
(* between is as one who came before, because he looks at the entry only   *)
(* (lockless) or at the area first (with mmap_lock).  Free frames are      *)
(* interchangeable, so a new page is the lowest free one.  A poisoned      *)
(* frame goes back to the free ones: another one stands for it.  A tail of *)
(* a compound page in a PFNMAP area is to the lookup what "special_later"  *)
(* is: its own count is zero.                                              *)
(***************************************************************************)
EXTENDS Pages

CONSTANTS
    VMAS,            \* kinds of areas that there may be at the address
    DRIVER_PFNS,     \* frames that the driver of the PFNMAP area may map
    HOST_OPS         \* what other threads do: see below

VARIABLES
    vma,
    pte,
    mmap_read_locked,    \* whether the lookup holds mmap_lock for read
    signal               \* of the looking-up thread: "none", "pending", "fatal"

lookupHostVars == <<pageVars, vma, pte, mmap_read_locked, signal>>

NoPte == [pfn |-> NoPfn, w |-> FALSE]
PoisonPte == [pfn |-> -1, w |-> FALSE]     \* a hwpoison entry
SwapPte == [pfn |-> -2, w |-> FALSE]       \* the page has to be read in

LookupHostInit ==
    /\ PagesInit
    /\ vma \in VMAS
    /\ pte = NoPte
    /\ mmap_read_locked = FALSE
    /\ signal = "none"

LookupHostTypeOK ==
    /\ PagesTypeOK
    /\ vma \in VMAS
    /\ pte.pfn \in FRAMES \cup {NoPfn, -1, -2}
    /\ pte.w \in BOOLEAN
    /\ mmap_read_locked \in BOOLEAN
    /\ signal \in {"none", "pending", "fatal"}

pte_present == pte.pfn \in FRAMES
IsPfnmap == vma \in {"pfnmap", "pfnmap_ro"}
IsOrdinary == vma \in {"anon", "readonly"}
VmaAllowsWrite == vma \in {"anon", "pfnmap"}
VmaAllows(write) == vma # "none" /\ (write => VmaAllowsWrite)

(* References that the host's entry holds: one, except in PFNMAP areas. *)
HostRefs(f) == IF IsOrdinary /\ pte.pfn = f THEN 1 ELSE 0

LowestFree(f) == f \in buddy /\ \A g \in buddy : f <= g

-----------------------------------------------------------------------------
(* handle_mm_fault(): the entry gets frame f with permission w.            *)

(* do_anonymous_page(), do_swap_page(). *)
NewPage(f) ==
    /\ IsOrdinary
    /\ pte \in {NoPte, SwapPte}
    /\ LowestFree(f)
    /\ alloc_page(f)

(* wp_page_reuse(), or mkwrite of the driver's entry. *)
SamePageWritable(f) ==
    /\ pte_present /\ ~pte.w
    /\ f = pte.pfn
    /\ UNCHANGED pageVars

(* wp_page_copy(): a page of its own; the old one loses the reference. *)
CopiedPage(f) ==
    /\ IsOrdinary
    /\ pte_present /\ ~pte.w
    /\ LowestFree(f)
    /\ page_refcount' = [page_refcount EXCEPT ![f] = 1, ![pte.pfn] = @ - 1]
    /\ buddy' = (buddy \ {f}) \cup FreedByPut(pte.pfn)
    /\ UNCHANGED page_head

(* The driver's handler: vmf_insert_pfn(), no reference. *)
DriverPage(f) ==
    /\ IsPfnmap
    /\ pte = NoPte
    /\ f \in DRIVER_PFNS
    /\ UNCHANGED pageVars

HandleMmFault(write, f, w) ==
    /\ VmaAllows(write)
    /\ write => w
    /\ w => VmaAllowsWrite
    /\ \/ NewPage(f)
       \/ write /\ SamePageWritable(f)
       \/ write /\ CopiedPage(f)
       \/ DriverPage(f)
    /\ pte' = [pfn |-> f, w |-> w]

-----------------------------------------------------------------------------
(* Other threads, as far as HOST_OPS permits: "touch", "map", "mprotect",  *)
(* "reclaim", "wrprotect", "poison", "driver_zap", "signal", "kill".       *)

EntryIsCleared ==
    IF IsOrdinary /\ pte_present THEN put_page(pte.pfn) ELSE UNCHANGED pageVars

Touch(write, f, w) ==
    /\ "touch" \in HOST_OPS
    /\ HandleMmFault(write, f, w)
    /\ UNCHANGED <<vma, mmap_read_locked, signal>>

(* mmap(MAP_FIXED) over what is there; "none" is munmap(). *)
MapsArea(kind) ==
    /\ "map" \in HOST_OPS
    /\ ~mmap_read_locked
    /\ kind # vma
    /\ vma' = kind
    /\ EntryIsCleared
    /\ pte' = NoPte
    /\ UNCHANGED <<mmap_read_locked, signal>>

ChangesProtection(kind) ==
    /\ "mprotect" \in HOST_OPS
    /\ ~mmap_read_locked
    /\ <<vma, kind>> \in {<<"anon", "readonly">>, <<"readonly", "anon">>,
                          <<"pfnmap", "pfnmap_ro">>, <<"pfnmap_ro", "pfnmap">>}
    /\ vma' = kind
    /\ pte' = [pte EXCEPT !.w = FALSE]
    /\ UNCHANGED <<pageVars, mmap_read_locked, signal>>

(* Reclaim does not take a page that somebody refers to. *)
Reclaims ==
    /\ "reclaim" \in HOST_OPS
    /\ IsOrdinary /\ pte_present
    /\ page_count(pte.pfn) = 1
    /\ EntryIsCleared
    /\ pte' = SwapPte
    /\ UNCHANGED <<vma, mmap_read_locked, signal>>

WriteProtects ==
    /\ "wrprotect" \in HOST_OPS
    /\ pte_present /\ pte.w
    /\ pte' = [pte EXCEPT !.w = FALSE]
    /\ UNCHANGED <<pageVars, vma, mmap_read_locked, signal>>

Poisons ==
    /\ "poison" \in HOST_OPS
    /\ IsOrdinary /\ pte_present
    /\ EntryIsCleared
    /\ pte' = PoisonPte
    /\ UNCHANGED <<vma, mmap_read_locked, signal>>

DriverZaps ==
    /\ "driver_zap" \in HOST_OPS
    /\ IsPfnmap /\ pte_present
    /\ pte' = NoPte
    /\ UNCHANGED <<pageVars, vma, mmap_read_locked, signal>>

Signals ==
    /\ \/ "signal" \in HOST_OPS /\ signal = "none" /\ signal' = "pending"
       \/ "kill" \in HOST_OPS /\ signal # "fatal" /\ signal' = "fatal"
    /\ UNCHANGED <<pageVars, vma, pte, mmap_read_locked>>

=============================================================================
