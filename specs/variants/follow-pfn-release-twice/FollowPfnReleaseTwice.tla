----------------------- MODULE FollowPfnReleaseTwice ------------------------
(***************************************************************************)
(* The caller releases twice what the lookup has returned.                 *)
(***************************************************************************)
EXTENDS FollowPfnProperties

kvm_release_pfn_clean_twice ==
    /\ kfp.pc = "release"
    /\ dead_mark' = IF ReleaseMarks(kfp) THEN Marked ELSE dead_mark
    /\ count' = count - (IF ReleasePuts(kfp) THEN 2 ELSE 0)
    /\ kfp' = IF HoldsMmuLock THEN [kfp EXCEPT !.pc = "unlock", !.got = FALSE] ELSE NoCall
    /\ UNCHANGED <<page, writable, host_maps, spte>>

=============================================================================
