---------------------- MODULE LookupReadOnlyKeepsPage -----------------------
(***************************************************************************)
(* Page first, permission afterwards.                                      *)
(***************************************************************************)
EXTENDS LookupProperties

TakesFirst ==
    /\ IF kvm_pfn_is_refcounted(pte.pfn) /\ TryGetSucceeds(pte.pfn)
       THEN get_page_unless_zero(pte.pfn)
       ELSE UNCHANGED pageVars
    /\ call' = IF kvm_pfn_is_refcounted(pte.pfn) /\ ~TryGetSucceeds(pte.pfn)
               THEN [call EXCEPT !.pc = "return", !.result = "ERR_FAULT"]
               ELSE [call EXCEPT !.pc = "return", !.pfn = pte.pfn,
                                 !.result = IF call.write_fault /\ ~pte.w THEN "ERR_RO_FAULT" ELSE "pfn"]
    /\ mmap_read_locked' = FALSE
    /\ UNCHANGED <<vma, pte, signal>>
    /\ NoteServed

=============================================================================
