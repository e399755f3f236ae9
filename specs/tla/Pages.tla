------------------------------- MODULE Pages -------------------------------
(***************************************************************************)
(* struct page reference counts: include/linux/mm.h, page_ref.h,           *)
(* page-flags.h; allocation and free: mm/page_alloc.c.   Linux 6.12.       *)
(*                                                                         *)
(* A page frame is a number.  Its struct page has a count of its own and,  *)
(* as part of a compound page, a pointer to the head:                      *)
(*                                                                         *)
(*     order-0 page    own count >= 1   compound_head = itself             *)
(*     compound head   own count >= 1   compound_head = itself             *)
(*     compound tail   own count 0      compound_head = the head           *)
(*     free page       own count 0      compound_head = itself, in buddy   *)
(*                                                                         *)
(* Some frames are no ordinary memory (CLASS):                             *)
(*     "special_first"  first page of a non-compound high-order block of a *)
(*                      driver (TTM): own count 1, held by the driver      *)
(*     "special_later"  later page of such a block: own count 0 for ever,  *)
(*                      and yet neither free nor a tail                    *)
(*     "reserved"       PG_reserved (MMIO with a struct page): KVM takes   *)
(*                      no reference                                       *)
(*     "zero"           the ZERO_PAGE: PG_reserved, and yet refcounted by  *)
(*                      KVM; its own count never gets to 0                 *)
(*     "nostruct"       no struct page at all                              *)
(*                                                                         *)
(* Left out: per-CPU page lists and the buddy lists' orders.  A freed page *)
(* may be handed out again at once, which is the worst case.               *)
(***************************************************************************)
EXTENDS Naturals, Integers, FiniteSets

CONSTANTS
    FRAMES,     \* page frame numbers, 1..n
    CLASS       \* frame -> "ram", "special_first", "special_later", "reserved", "zero", "nostruct"

ASSUME FramesStartAtOne == FRAMES \subseteq (Nat \ {0})    \* 0 is NoPfn
ASSUME EveryFrameHasAClass == DOMAIN CLASS = FRAMES

VARIABLES
    page_refcount,    \* frame -> its own _refcount
    page_head,        \* frame -> what compound_head() of its struct page is
    buddy             \* the frames that are free

pageVars == <<page_refcount, page_head, buddy>>

NoPfn == 0

RamFrames == {f \in FRAMES : CLASS[f] = "ram"}
ZeroFrames == {f \in FRAMES : CLASS[f] = "zero"}

(* The reference that a driver, or the kernel itself, holds for ever.      *)
OwnersRefs(f) == IF CLASS[f] \in {"special_first", "zero"} THEN 1 ELSE 0

PagesInit ==
    /\ page_refcount = [f \in FRAMES |-> OwnersRefs(f)]
    /\ page_head = [f \in FRAMES |-> f]
    /\ buddy = RamFrames

PagesTypeOK ==
    /\ page_refcount \in [FRAMES -> Int]
    /\ page_head \in [FRAMES -> FRAMES]
    /\ buddy \subseteq RamFrames

-----------------------------------------------------------------------------
(* What a caller can ask of a struct page.                                 *)

compound_head(f) == page_head[f]
PageTail(f) == page_head[f] # f
PageHead(f) == \E t \in FRAMES \ {f} : page_head[t] = f
PageReserved(f) == CLASS[f] \in {"reserved", "zero"}
is_zero_pfn(f) == CLASS[f] = "zero"
pfn_valid(f) == CLASS[f] # "nostruct"

page_ref_count(f) == page_refcount[f]                  \* the page's own count
page_count(f) == page_refcount[compound_head(f)]       \* the head's count

(* virt/kvm/kvm_main.c, kvm_pfn_to_refcounted_page(): which frames KVM     *)
(* believes to be refcounted.                                              *)
kvm_pfn_is_refcounted(f) == pfn_valid(f) /\ (~PageReserved(f) \/ is_zero_pfn(f))

(* kvm_is_ad_tracked_page(): which pages KVM marks accessed and dirty.     *)
kvm_is_ad_tracked_page(f) == pfn_valid(f) /\ ~PageReserved(f)

-----------------------------------------------------------------------------
(* Get, put, free, allocate.  All are atomic read-modify-writes there too. *)

(* folio_get(), try_get_folio() of GUP: counts on the head. *)
get_page(f) ==
    /\ page_refcount' = [page_refcount EXCEPT ![compound_head(f)] = @ + 1]
    /\ UNCHANGED <<page_head, buddy>>

(* get_page_unless_zero() looks at the page's OWN count, unlike put_page():*)
(* it fails on a tail of a live compound page.                             *)
get_page_unless_zero_succeeds(f) == page_refcount[f] # 0

get_page_unless_zero(f) ==
    /\ page_refcount' = [page_refcount EXCEPT ![f] = @ + 1]
    /\ UNCHANGED <<page_head, buddy>>

(* The frames that go back to the allocator if f loses one reference. *)
FreedByPut(f) ==
    IF page_refcount[compound_head(f)] = 1
    THEN {x \in FRAMES : page_head[x] = compound_head(f)}
    ELSE {}

(* put_page(): drops the head's count; at zero the whole folio is freed. *)
put_page(f) ==
    /\ page_refcount' = [page_refcount EXCEPT ![compound_head(f)] = @ - 1]
    /\ page_head' = [x \in FRAMES |-> IF x \in FreedByPut(f) THEN x ELSE page_head[x]]
    /\ buddy' = buddy \cup (FreedByPut(f) \cap RamFrames)

(* alloc_pages(order 0): count 1, which belongs to the caller. *)
alloc_page(f) ==
    /\ f \in buddy
    /\ buddy' = buddy \ {f}
    /\ page_refcount' = [page_refcount EXCEPT ![f] = 1]
    /\ UNCHANGED page_head

(* alloc_pages(__GFP_COMP) of two frames, naturally aligned: frames f and  *)
(* f+1 with f odd.  The caller maps both, so it takes one reference each   *)
(* (mm/memory.c, do_anonymous_page(): folio_ref_add(folio, nr_pages - 1)). *)
alloc_compound_page_mapped_twice(f) ==
    /\ {f, f + 1} \subseteq buddy
    /\ f % 2 = 1
    /\ buddy' = buddy \ {f, f + 1}
    /\ page_head' = [page_head EXCEPT ![f + 1] = f]
    /\ page_refcount' = [page_refcount EXCEPT ![f] = 2]

(* The same, mapped by one large entry, which holds one reference          *)
(* (mm/huge_memory.c, do_huge_pmd_anonymous_page()).                       *)
alloc_compound_page_mapped_once(f) ==
    /\ {f, f + 1} \subseteq buddy
    /\ f % 2 = 1
    /\ buddy' = buddy \ {f, f + 1}
    /\ page_head' = [page_head EXCEPT ![f + 1] = f]
    /\ page_refcount' = [page_refcount EXCEPT ![f] = 1]

=============================================================================
