----------------------------- MODULE EarlyCheck -----------------------------
\* Linux 6.1 looks a page up even if an invalidation of it runs, and only learns under mmu_lock that
\* it was in vain.  Here it looks at the counters before the lookup already, without the lock, and
\* retries at once if it would have to anyway: what 6.8 does.
EXTENDS Linux61

\* Takes the place of FaultStepAfter61(step) of Linux61: the order of a fault's steps.
EarlyCheck_FaultStepAfter(step) ==
    CASE step = "fault"       -> "snapshot"
      [] step = "snapshot"    -> "retry_early"
      [] step = "retry_early" -> "lookup"
      [] step = "lookup"      -> "lock"
      [] step = "lock"        -> "stale"
      [] step = "stale"       -> "map"
      [] step = "map"         -> "unlock"
=============================================================================
