----------------------- MODULE LookupUnlockForgotten ------------------------
(***************************************************************************)
(* mmap_lock is not given back.                                            *)
(***************************************************************************)
EXTENDS LookupProperties

OnlyReturn(error) == ReturnsError(error) /\ UNCHANGED mmap_read_locked

=============================================================================
