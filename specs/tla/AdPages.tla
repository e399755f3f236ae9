------------------------------- MODULE AdPages -------------------------------
(***************************************************************************)
(* struct pages for the question when KVM may mark one accessed or dirty:  *)
(* include/linux/mm.h, page-flags.h; mm/page_alloc.c, free_pages_prepare();*)
(* virt/kvm/kvm_main.c, kvm_pfn_to_refcounted_page(),                      *)
(* kvm_is_ad_tracked_page(); Linux 6.12.                                   *)
(*                                                                         *)
(* Other than in Pages, what a frame is changes: a driver gives the pages  *)
(* of a block back, and somebody else gets them.  And a page has the two   *)
(* flags that KVM sets.                                                    *)
(*                                                                         *)
(*     "free"      in the buddy lists, count 0                             *)
(*     "ram"       order 0                                                 *)
(*     "head"      first frame of a compound page of two                   *)
(*     "tail"      second one; own count 0, the flags are the head's       *)
(*     "special"   later page of a driver's high-order block that is not   *)
(*                 compound (TTM): own count 0, and no head                *)
(*     "zero"      ZERO_PAGE: reserved and yet counted; ZONE_DEVICE pages  *)
(*                 are the same for all that is asked here                 *)
(*                                                                         *)
(* Freeing clears both flags without looking at them (neither is one of    *)
(* those that free_page_is_bad() looks for); allocating leaves them as     *)
(* they are.  check_new_page() is left out: it changes nothing of what is  *)
(* asked here, and Detectors has it.                                       *)
(***************************************************************************)
EXTENDS Naturals, Integers, FiniteSets

CONSTANTS FRAMES      \* page frame numbers, 1..n

VARIABLES page        \* frame -> [class, count, dirty, accessed]

NoPfn == 0
FreePage == [class |-> "free", count |-> 0, dirty |-> FALSE, accessed |-> FALSE]

AdPagesTypeOK ==
    \A f \in FRAMES :
        /\ page[f].class \in {"free", "ram", "head", "tail", "special", "zero"}
        /\ page[f].count \in Int
        /\ page[f].dirty \in BOOLEAN /\ page[f].accessed \in BOOLEAN

Head(pages, f) == IF pages[f].class = "tail" THEN f - 1 ELSE f
compound_head(f) == Head(page, f)
page_ref_count(f) == page[f].count
page_count(f) == page[compound_head(f)].count
PageReserved(f) == page[f].class = "zero"

-----------------------------------------------------------------------------
(* What KVM believes.  Each is asked anew each time.                       *)

(* kvm_pfn_to_refcounted_page() is not NULL: not reserved, or the zero page *)
kvm_pfn_is_refcounted(f) == TRUE

(* kvm_is_ad_tracked_page() *)
kvm_is_ad_tracked_page(f) == ~PageReserved(f)

-----------------------------------------------------------------------------
(* Each gives the pages afterwards.                                        *)

Got(pages, f) == [pages EXCEPT ![Head(pages, f)].count = @ + 1]

(* The frames that go back if f loses a reference. *)
FreedByPut(pages, f) ==
    IF pages[Head(pages, f)].count = 1
    THEN {x \in FRAMES : Head(pages, x) = Head(pages, f)} ELSE {}

(* put_page().  From zero it goes to -1: only CONFIG_DEBUG_VM minds. *)
Put(pages, f) ==
    IF FreedByPut(pages, f) # {}
    THEN [x \in FRAMES |-> IF x \in FreedByPut(pages, f) THEN FreePage ELSE pages[x]]
    ELSE [pages EXCEPT ![Head(pages, f)].count = @ - 1]

(* SetPageDirty(), mark_page_accessed(): the flags of the head. *)
Flagged(pages, f, dirty, accessed) ==
    [pages EXCEPT ![Head(pages, f)].dirty = @ \/ dirty, ![Head(pages, f)].accessed = @ \/ accessed]

(* kvm_set_pfn_dirty(), kvm_set_pfn_accessed().  They do not ask           *)
(* kvm_pfn_to_refcounted_page().                                           *)
Marked(pages, f, dirty, accessed) ==
    IF kvm_is_ad_tracked_page(f) THEN Flagged(pages, f, dirty, accessed) ELSE pages

Cleaned(pages, f) == [pages EXCEPT ![Head(pages, f)].dirty = FALSE]
Allocated(pages, f, class, count) == [pages EXCEPT ![f].class = class, ![f].count = count]

=============================================================================
