-------------------------- MODULE CheckBeforeLock --------------------------
\* The retry test is made just before mmu_lock is taken, and not again under it: nothing but taking
\* the lock lies between.
EXTENDS PageFault

\* Takes the place of FaultStepAfter(step) of PageFault: the order of a fault's steps.
CheckBeforeLock_FaultStepAfter(step) ==
    CASE step = "fault"       -> "snapshot"
      [] step = "snapshot"    -> "retry_early"
      [] step = "retry_early" -> "lookup"
      [] step = "lookup"      -> "retry_late"
      [] step = "retry_late"  -> "lock"
      [] step = "lock"        -> "map"
      [] step = "map"         -> "unlock"
============================================================================
