----------------------------- MODULE Unlimited -----------------------------
(* Counts one further than it may; asks the original, too. *)
EXTENDS Counter
Base0 == INSTANCE Counter
UnlimitedMayCount(w) == n <= Max \/ Base0!MayCount(w)
WrongArity(w, by) == TRUE
NextNever(w) == FALSE
NoReset == n > 100 /\ n' = 0 /\ UNCHANGED last
============================================================================
