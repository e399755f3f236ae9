----------------------- MODULE AccessedDirtyProposals -----------------------
(***************************************************************************)
(* Two proposals on top of 6.12 by which a driver's page without a count   *)
(* gets to the guest.  Neither was merged.  A model puts their operators   *)
(* in the place of those of AccessedDirty.                                 *)
(*                                                                         *)
(* Versions 7 to 11 of the follow_pfn series: nobody guesses.  The lookup  *)
(* finds out once whether there is a reference; the fault keeps the answer *)
(* for its put, and the SPTE keeps it in a software bit (59,               *)
(* SPTE_MMU_PAGE_REFCOUNTED), which is asked before each A/D update.       *)
(* In the place of RemappedGet, ReleasePuts and SpteIsTracked.             *)
(*                                                                         *)
(* The sketch of the thread, as corrected: kvm_pfn_to_refcounted_page() is *)
(* NULL if page_count() is 0.  In the place of kvm_pfn_is_refcounted.      *)
(***************************************************************************)
EXTENDS AccessedDirtyProperties

GetUnlessZero(f) == IF page_ref_count(f) # 0 THEN "ref" ELSE "none"

PutsWhatWasGot(v) == fault[v].ref

(* Where the page table has no bit to spare the mask is 0, and every page  *)
(* passes for refcounted.                                                  *)
is_refcounted_page_pte(s) == s.refcounted

TrackedByBit(s) == is_refcounted_page_pte(s) /\ kvm_is_ad_tracked_page(s.pfn)

RefcountedIfCounted(f) == page_count(f) # 0

=============================================================================
