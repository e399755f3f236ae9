----------------------- MODULE YieldForgetsToLockAgain -----------------------
(***************************************************************************)
(* Nothing is taken.                                                       *)
(***************************************************************************)
EXTENDS SlotRangesProperties

ResumesUnlocked(n) ==
    /\ inv[n].pc = "unmap_yielded"
    /\ inv' = [inv EXCEPT ![n].pc = "unmap"]
    /\ UNCHANGED <<notifierVars, spte, fault>>

=============================================================================
