----------------------- MODULE LookupDriverNeverFills -----------------------
(***************************************************************************)
(* The driver fills nothing.                                               *)
(***************************************************************************)
EXTENDS LookupProperties

relocks_only(f, w) ==
    /\ At("fixup_unlocked")
    /\ VmaAllows(call.write_fault) /\ pte # PoisonPte
    /\ f = NoPfn /\ ~w
    /\ mmap_read_locked' = TRUE
    /\ UNCHANGED <<pageVars, vma, pte, signal>>
    /\ GoOn("vma")
    /\ NoteServed

=============================================================================
