------------------------ MODULE DetectorsProperties ------------------------
(***************************************************************************)
(* How the runs of Detectors end, and a few sentences about all of them.   *)
(***************************************************************************)
EXTENDS Detectors, Sequences

(* Nothing is left to do.  Said without the actions, so that it does not   *)
(* change with a variant; that it is right is a property of its own.       *)
DetOver ==
    /\ host = "freed" /\ ~spte.present /\ fault = "none"
    /\ page[F].class = "free" => next = "has_again"
    /\ next = "has" => page[F].class = "bad"

DetOverIsTheEnd == DetOver <=> ~ENABLED DetNext

Row == how \o (IF check THEN "+check" ELSE "")

(* For the matrix: of each run that is over, whether the bug happened, at  *)
(* which step after it there was a report (-1: at none), whether there was *)
(* one without a bug, and whether a live page went without a mark.         *)
DetOutcomes ==
    IF DetOver
    THEN {[row |-> Row, column |-> situation, happened |-> since >= 0, report |-> report,
           alarm |-> alarm, withheld |-> withheld]}
    ELSE {}

DetTypeOK ==
    /\ how \in HOWS /\ check \in BOOLEAN /\ situation \in SITUATIONS
    /\ host \in {"maps", "started", "freed"}
    /\ fault \in {"none", "holds", "again"}
    /\ next \in {"none", "has", "gave", "has_again"}
    /\ {spte.present, spte.a, spte.d, accessed, aged, warned, alarm, withheld} \subseteq BOOLEAN
    /\ since \in Nat \cup {-1} /\ report \in Nat \cup {-1}

UseAfterFree == situation \in {"outlives", "outlives_again", "outlives_tail", "late_mark"}

(* Without a detector nothing is reported. *)
DetNothingReportsNothing ==
    how \in {"nothing", "sketch", "skip", "spte_bit"} /\ ~check => report = -1 /\ ~alarm

(* The pages' own checks never fire without a bug. *)
DetCheckHasNoFalseAlarm == how \in {"nothing", "sketch", "skip", "spte_bit"} => ~alarm

(* The assertion on page_count() has no false alarm for pages that count.  *)
DetAssertionIsTrueOfCounted ==
    how \in {"assert_page_count", "spte_bit_and_assert"} /\ ~check /\ situation \notin Specials
        => ~alarm

(* If the A/D update asks for a count, no use after free by a mapping is   *)
(* ever reported, whatever else looks for it.                              *)
DetSkippingHidesUseAfterFree ==
    how \in {"skip", "skip_and_assert"} /\ UseAfterFree => report = -1

(* The same said of every bug, and of the sketch as it was written.        *)
DetSkippingHidesEveryBug == how \in {"skip", "skip_and_assert"} => report = -1
DetSketchHidesUseAfterFree == how = "sketch" /\ UseAfterFree => report = -1

(* The pages' checks report only when the page is handed out again.        *)
DetCheckFiresAtAllocation ==
    [][how = "nothing" /\ UseAfterFree /\ report = -1 /\ report' >= 0 => next' # next]_detVars

(* They report each use after free by the time the run is over.            *)
DetCheckFindsAll ==
    how = "nothing" /\ check /\ UseAfterFree /\ DetOver /\ since >= 0 => report >= 0

(* The assertion reports in the step of the bug, or in the next.           *)
DetAssertionIsPrompt == how = "assert_page_count" /\ UseAfterFree => report <= 1

(* Whoever asserts and does not mark takes from the pages' checks what     *)
(* they would have found.                                                  *)
DetAssertionHidesFromCheck ==
    how = "assert_page_count" /\ situation = "outlives_again" => report = -1

(* Nor is there anything else for them to find: whatever the assertion did *)
(* not report at the mark, they do not report later.                       *)
DetAssertionLeavesNothingToCheck ==
    [][how = "assert_page_count" /\ UseAfterFree /\ report = -1 /\ report' >= 0
       => next' = next]_detVars

-----------------------------------------------------------------------------
(* Witnesses                                                               *)

DetReportedAtOnce == report = 0
DetReportedByAssertion == report >= 0 /\ how = "assert_page_count" /\ ~check
DetReportedByCheck == report >= 0 /\ how = "nothing" /\ check
DetUnreported == DetOver /\ since >= 0 /\ report = -1
DetFalseAlarm == alarm
DetMarkWithheld == withheld

=============================================================================
