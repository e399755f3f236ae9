------------------------ MODULE DrvFreesMappedMemory ------------------------
(***************************************************************************)
(* From idle straight to the free.                                         *)
(***************************************************************************)
EXTENDS DriverPagesProperties

FreeAtOnce(n) ==
    /\ drv[n].pc = "idle" /\ ~BufferLocked
    /\ drv' = [drv EXCEPT ![n].pc = "free"]
    /\ UNCHANGED <<pageVars, notifierVars, drv_page, drv_free, host_pte, spte, fault>>

=============================================================================
