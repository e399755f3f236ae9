--------------------------- MODULE DrvPfnFromVma ----------------------------
(***************************************************************************)
(* The buffer's first frame is what vm_pgoff says.                         *)
(***************************************************************************)
EXTENDS DriverPagesProperties

VmaPfn == 1

LookupByVma(v) ==
    /\ fault[v].pc = "lookup"
    /\ fault' = [fault EXCEPT ![v].pc = "map", ![v].pfn = VmaPfn]
    /\ UNCHANGED <<pageVars, notifierVars, drv_page, drv_free, host_pte, spte, drv>>

=============================================================================
