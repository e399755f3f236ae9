----------------------------- MODULE Unlimited -----------------------------
EXTENDS Counter
Base0 == INSTANCE Counter
\* Counts one further than it may.
UnlimitedMayCount(w) == n <= Max \/ Base0!MayCount(w)
UnlimitedCount(w, by) ==
    /\ UnlimitedMayCount(w)
    /\ n' = n + by
    /\ last' = [v \in Workers |-> v = w]
============================================================================
