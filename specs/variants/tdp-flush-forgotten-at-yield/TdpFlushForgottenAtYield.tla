---------------------- MODULE TdpFlushForgottenAtYield ----------------------
(***************************************************************************)
(* Only the flush that is owed for this root is paid before a yield.       *)
(* There is one valid root, and zaps in invalid ones owe none: in an       *)
(* invalid root all that is owed comes from before.                        *)
(***************************************************************************)
EXTENDS TdpMmuProperties

YieldsWithOwnFlush(x) ==
    LET own == iter[x].flush /\ iter[x].root \notin invalid_roots
    IN  /\ FlushTlbsIf(own)
        /\ iter' = [iter EXCEPT ![x].flush = @ /\ ~own, ![x].yielded_gfn = iter[x].gfn]

=============================================================================
