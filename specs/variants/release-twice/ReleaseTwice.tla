--------------------------- MODULE ReleaseTwice -----------------------------
(***************************************************************************)
(* On the retry path the page is released by the early exit and once more  *)
(* by the common one.                                                      *)
(***************************************************************************)
EXTENDS KvmMmuProperties

(* On the retry path the caller releases what the callee released already. *)
ReleaseAgainOnRetry(v) ==
    IF fault[v].retry
    THEN [fault[v] EXCEPT !.retry = FALSE]
    ELSE InGuest

=============================================================================
