-------------------------- MODULE DrvEndForgotten ---------------------------
(***************************************************************************)
(* No end.                                                                 *)
(***************************************************************************)
EXTENDS DriverPagesProperties

NoEnd(n) ==
    /\ drv[n].pc = "end"
    /\ drv' = [drv EXCEPT ![n].pc = DrvStepAfter("end"), ![n].begun = FALSE]
    /\ UNCHANGED <<notifierVars, pageVars, drv_page, drv_free, host_pte, spte, fault>>

=============================================================================
