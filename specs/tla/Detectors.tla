----------------------------- MODULE Detectors -----------------------------
(***************************************************************************)
(* What notices a use after free in KVM's MMU, and when.  The ways that    *)
(* the thread speaks of, against kinds of bugs: one page, one SPTE, one    *)
(* user of the memory and one that gets it next.  virt/kvm/kvm_main.c,     *)
(* kvm_is_ad_tracked_page(), kvm_release_pfn_clean(); arch/x86/kvm/mmu/    *)
(* mmu.c, mmu_spte_clear_track_bits(); mm/page_alloc.c, check_new_page(),  *)
(* free_page_is_bad(); Linux 6.12.                                         *)
(*                                                                         *)
(* Other than in AccessedDirty, the question is not whether something goes *)
(* wrong: the bug is given, chosen at the start together with the          *)
(* detector, and every run comes to an end: each thing happens at most     *)
(* once, but the page is handed out twice.  A run is over when nothing is  *)
(* left to do; DetOutcomes says how it ended.                              *)
(*                                                                         *)
(* how: what KVM does when it marks, gets and puts                         *)
(*   "nothing"                 as 6.12 is (TDP MMU)                        *)
(*   "assert_page_count"       the patch of the thread: warn once and do   *)
(*                             not mark if page_count() is 0               *)
(*   "assert_page_ref_count"   the same with the page's own count          *)
(*   "sketch"                  kvm_pfn_to_refcounted_page() is NULL if     *)
(*                             page_count() is 0, and nothing else: the    *)
(*                             A/D update at a zap does not ask it         *)
(*   "sketch_and_assert"       with the assertion on page_count()          *)
(*   "skip"                    the A/D update asks it, too                 *)
(*   "skip_and_assert"         with the assertion behind it                *)
(*   "skip_page_ref_count"     the same with the page's own count          *)
(*   "spte_bit"                the A/D update asks the bit of the SPTE     *)
(*   "spte_bit_and_assert"     with the assertion behind it                *)
(*   "shadow_warn"             shadow MMU of 6.12: warn once at a zap, if  *)
(*                             the page is refcounted and page_count() is  *)
(*                             0; mark all the same                        *)
(*   "shadow_warn_and_sketch"  that, where NULL means not refcounted       *)
(* check: pages are checked when they are freed (mapcount) and when they   *)
(*   are handed out (count, any flag); a bad one is not used any more      *)
(*                                                                         *)
(* situation                                                               *)
(*   "ordinary", "tail", "special"        no bug                           *)
(*   "outlives", "outlives_tail", "outlives_special"   the notifier's      *)
(*       start does not zap: the mapping outlives the page                 *)
(*   "outlives_again"     the same, after the warning has been given once  *)
(*   "late_mark"          the guest does not use the mapping any more, but *)
(*                        it is zapped, and marks, late                    *)
(*   "double_put"         the page is released twice                       *)
(*                                                                         *)
(* Special pages are taken to be mapped here, which 6.12 refuses.          *)
(***************************************************************************)
EXTENDS AdPages

CONSTANTS HOWS, SITUATIONS

VARIABLES
    how, check, situation,   \* fixed at the start
    spte,        \* [present, a, d]
    host,        \* the user of the memory: "maps", "started" (start has returned), "freed"
    fault,       \* a page fault's release: "none", "holds", "again"
    next,        \* who gets the page next: "none", "has", "gave", "has_again"
    accessed, aged,   \* the guest's access, the aging: done
    warned,      \* WARN_ON_ONCE
    since,       \* history: steps since the bug, until it is reported; -1 before
    report,      \* history: since, at the first report after the bug; -1: none
    alarm,       \* history: there was a report before any bug
    withheld     \* history: a mark that belonged to a live page was not made

detVars == <<page, how, check, situation, spte, host, fault, next, accessed, aged, warned,
             since, report, alarm, withheld>>
fixed == <<how, check, situation>>

Tails == {"tail", "outlives_tail"}
Specials == {"special", "outlives_special"}
ZapIsLost == situation \in {"outlives", "outlives_again", "outlives_tail", "outlives_special",
                            "late_mark"}

F == IF situation \in Tails THEN 2 ELSE 1

PageAtStart(s, f) ==
    CASE s \in Tails -> [FreePage EXCEPT !.class = IF f = 1 THEN "head" ELSE "tail", !.count = 2 - f]
      [] s \notin Tails /\ f = 2 -> FreePage
      [] s \in Specials /\ f = 1 -> [FreePage EXCEPT !.class = "special"]
      [] OTHER -> [FreePage EXCEPT !.class = "ram", !.count = IF s = "double_put" THEN 2 ELSE 1]

DetInit ==
    /\ how \in HOWS /\ check \in BOOLEAN /\ situation \in SITUATIONS
    /\ page = [f \in FRAMES |-> PageAtStart(situation, f)]
    /\ \E d \in BOOLEAN : spte = [present |-> TRUE, a |-> TRUE, d |-> d]
    /\ host = "maps" /\ next = "none"
    /\ fault = IF situation = "double_put" THEN "holds" ELSE "none"
    /\ accessed = FALSE /\ aged = FALSE
    /\ warned = (situation = "outlives_again")
    /\ since = -1 /\ report = -1 /\ alarm = FALSE /\ withheld = FALSE

-----------------------------------------------------------------------------
(* What KVM asks.                                                          *)

CountIsZero ==
    IF how \in {"assert_page_ref_count", "skip_page_ref_count"}
    THEN page_ref_count(F) = 0 ELSE page_count(F) = 0

Asserts == how \in {"assert_page_count", "assert_page_ref_count", "sketch_and_assert",
                    "skip_and_assert", "spte_bit_and_assert"}

(* Whether a mark gets as far as kvm_is_ad_tracked_page().  The bit was    *)
(* set when the page was mapped, if it had a count.                        *)
Passes ==
    /\ how \in {"skip", "skip_and_assert", "skip_page_ref_count"} => ~CountIsZero
    /\ how \in {"spte_bit", "spte_bit_and_assert"} => situation \notin Specials

Warns(event) ==
    \/ Asserts /\ Passes /\ CountIsZero
    \/ how = "shadow_warn" /\ event = "zap" /\ CountIsZero

MakesMark == Passes /\ ~(Asserts /\ CountIsZero)

(* The put decision: kvm_pfn_to_refcounted_page(). *)
PutsAtRelease ==
    how \in {"sketch", "sketch_and_assert", "skip", "skip_and_assert", "skip_page_ref_count",
             "shadow_warn_and_sketch"} => ~CountIsZero

-----------------------------------------------------------------------------
(* History, and what changes with each mark.                               *)

Tick(bug, reports) ==
    LET now == IF since >= 0 THEN since + 1 ELSE IF bug THEN 0 ELSE -1
    IN  /\ since' = IF report >= 0 THEN since ELSE now
        /\ report' = IF report < 0 /\ reports THEN now ELSE report
        /\ alarm' = (alarm \/ (reports /\ now < 0))

Live == page[F].class \in {"ram", "tail"} /\ host # "freed" /\ next = "none"

(* The pages after KVM marked F. *)
AfterMark(d, a) == IF (d \/ a) /\ MakesMark THEN Flagged(page, F, d, a) ELSE page

NotesMark(event, d, a) ==
    /\ warned' = (warned \/ ((d \/ a) /\ Warns(event)))
    /\ withheld' = (withheld \/ ((d \/ a) /\ ~MakesMark /\ Live))

Reports(event, d, a) == (d \/ a) /\ Warns(event) /\ ~warned

NoMark == UNCHANGED <<warned, withheld>>

(* free_page_is_bad() sees that the page is still mapped; of the two flags *)
(* it looks at neither.                                                    *)
BadWhenFreed(pages) == check /\ host # "freed" /\ FreedByPut(pages, F) # {}
Bad(pages) == [pages EXCEPT ![F] = [FreePage EXCEPT !.class = "bad"]]
AfterPut(pages) == IF BadWhenFreed(pages) THEN Bad(pages) ELSE Put(pages, F)

-----------------------------------------------------------------------------

guest_access ==
    /\ spte.present /\ ~accessed
    /\ situation = "late_mark" => host = "maps"
    /\ spte' = [spte EXCEPT !.a = TRUE]
    /\ accessed' = TRUE
    /\ Tick(FALSE, FALSE) /\ NoMark
    /\ UNCHANGED <<fixed, page, host, fault, next, aged>>

(* With A/D bits: marks nothing. *)
age_gfn_range ==
    /\ spte.present /\ spte.a /\ ~aged
    /\ spte' = [spte EXCEPT !.a = FALSE]
    /\ aged' = TRUE
    /\ Tick(FALSE, FALSE) /\ NoMark
    /\ UNCHANGED <<fixed, page, host, fault, next, accessed>>

GoneSpte == [present |-> FALSE, a |-> FALSE, d |-> FALSE]

kvm_mmu_notifier_invalidate_range_start ==
    /\ host = "maps"
    /\ host' = "started"
    /\ IF ZapIsLost \/ ~spte.present
       THEN UNCHANGED <<page, spte>> /\ Tick(FALSE, FALSE) /\ NoMark
       ELSE /\ page' = AfterMark(spte.d, spte.a)
            /\ spte' = GoneSpte
            /\ Tick(FALSE, Reports("zap", spte.d, spte.a))
            /\ NotesMark("zap", spte.d, spte.a)
    /\ UNCHANGED <<fixed, fault, next, accessed, aged>>

(* The entry is removed at last: another zap, or the end of the VM. *)
tdp_mmu_zap_leafs ==
    /\ ZapIsLost /\ host # "maps" /\ spte.present
    /\ page' = AfterMark(spte.d, spte.a)
    /\ spte' = GoneSpte
    /\ Tick(FALSE, Reports("zap", spte.d, spte.a))
    /\ NotesMark("zap", spte.d, spte.a)
    /\ UNCHANGED <<fixed, host, fault, next, accessed, aged>>

(* The host's entry goes, and with it its reference. *)
free_pages_and_swap_cache ==
    /\ host = "started"
    /\ host' = "freed"
    /\ page' = IF page[F].class = "special" THEN [page EXCEPT ![F] = FreePage]
               ELSE IF page[F].class = "bad" THEN page ELSE Put(page, F)
    /\ Tick(ZapIsLost /\ spte.present, FALSE) /\ NoMark
    /\ UNCHANGED <<fixed, spte, fault, next, accessed, aged>>

(* The release, and the one too many: mark, then put; or neither. *)
Release(bug) ==
    LET marked == AfterMark(FALSE, TRUE)
    IN  /\ IF PutsAtRelease /\ page[F].class # "bad"
           THEN /\ page' = AfterPut(marked)
                /\ Tick(bug, Reports("release", FALSE, TRUE) \/ BadWhenFreed(marked))
                /\ NotesMark("release", FALSE, TRUE)
           ELSE page' = page /\ Tick(bug, FALSE) /\ NoMark
        /\ UNCHANGED <<fixed, spte, host, next, accessed, aged>>

kvm_release_pfn_clean ==
    /\ fault = "holds"
    /\ fault' = "again"
    /\ Release(FALSE)

kvm_release_pfn_clean_again ==
    /\ fault = "again"
    /\ fault' = "none"
    /\ Release(TRUE)

(* alloc_pages(); check_new_page() looks at count and flags. *)
LooksBad == page[F].count # 0 \/ page[F].dirty \/ page[F].accessed

alloc_pages ==
    /\ next \in {"none", "gave"}
    /\ page[F].class = "free"
    /\ next' = IF next = "none" THEN "has" ELSE "has_again"
    /\ page' = IF check /\ LooksBad THEN Bad(page)
               ELSE [page EXCEPT ![F].class = "ram", ![F].count = 1]
    /\ Tick(FALSE, check /\ LooksBad) /\ NoMark
    /\ UNCHANGED <<fixed, spte, host, fault, accessed, aged>>

(* Freed without being mapped anywhere: nothing is looked for. *)
free_pages ==
    /\ next = "has" /\ page[F].class # "bad"
    /\ next' = "gave"
    /\ page' = Put(page, F)
    /\ Tick(FALSE, FALSE) /\ NoMark
    /\ UNCHANGED <<fixed, spte, host, fault, accessed, aged>>

DetNext ==
    \/ guest_access
    \/ age_gfn_range
    \/ kvm_mmu_notifier_invalidate_range_start
    \/ tdp_mmu_zap_leafs
    \/ free_pages_and_swap_cache
    \/ kvm_release_pfn_clean
    \/ kvm_release_pfn_clean_again
    \/ alloc_pages
    \/ free_pages

DetSpec == DetInit /\ [][DetNext]_detVars

=============================================================================
