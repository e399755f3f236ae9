--------------------- MODULE FollowPfnSketchProperties ----------------------
(***************************************************************************)
(* What must hold of the thread's sketch (module FollowPfnSketch), and the *)
(* situations that a run must reach.                                       *)
(***************************************************************************)
EXTENDS FollowPfnSketch

(* Nothing that is in use was freed: what the guest maps, what a caller    *)
(* reads and writes.                                                       *)
SketchNoUseAfterFree == spte \/ foll.pc = "using" => ~Freed

(* Between lookup and release the caller has a reference if he asked for   *)
(* one with FOLL_GET and the page is counted, and else none: mmu_seq has   *)
(* no say in it.                                                           *)
CallHolds ==
    /\ page = "ram"
    /\ \/ foll.pc = "put"
       \/ foll.pc \in {"return", "using", "release"} /\ foll.get /\ foll.pfn = Frame
SketchReferenceIffFollGet ==
    page_count = (IF page = "ram" /\ host_maps THEN 1 ELSE 0) + (IF CallHolds THEN 1 ELSE 0)

(* The sanity check refuses nobody who has FOLL_GET or does the retry test.*)
Correct(caller) == caller \in {"fault", "fault_get", "map"}
SketchServesCorrectCallers == foll.warned => ~Correct(foll.caller)

(* Nobody takes the refusal of a bad slot for a page frame.                *)
BadSlotReturned == foll.pc = "return" /\ foll.slot # "normal"
SketchErrorIsNoFrame == BadSlotReturned => is_error_noslot_pfn(foll.pfn)

(* The refusal means to the caller what it means in the code that it       *)
(* replaces: no slot is MMIO, a write to a READONLY slot is emulated.      *)
SketchRefusalKeepsItsMeaning ==
    BadSlotReturned =>
        CallerTakesItFor(foll.pfn) = IF foll.slot = "readonly" THEN "emulate" ELSE "mmio"

-----------------------------------------------------------------------------
(* Witnesses *)

SketchWarns == foll.warned
SketchSnapshotIsZero == foll.pc = "called" /\ foll.caller = "fault" /\ foll.mmu_seq = 0
SketchMapsWithoutReference ==
    foll.pc = "return" /\ ~foll.get /\ foll'.pc = "release" /\ ~spte /\ spte'
SketchMapsWithReference ==
    foll.pc = "return" /\ foll.get /\ foll'.pc = "release" /\ ~spte /\ spte'
SketchRetries == foll.pc = "return" /\ foll'.pc = "release" /\ ~spte'
SketchPutFreesPage == foll.pc = "put" /\ page_count = 1 /\ page_count' = 0
SketchReturnsFreedFrame == foll.pc = "return" /\ foll.pfn = Frame /\ Freed
SketchHeldPageIsUnmapped == foll.pc = "using" /\ ~host_maps
SketchRefusesBadSlot == BadSlotReturned

=============================================================================
