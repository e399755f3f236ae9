package org.pfnproof.kernel.mmu;

/** The step that a vCPU takes next, in program order (P0 to P19 of a page fault). */
public enum FaultStep {
    /** It runs guest code. */
    GUEST,
    /** P4: snapshot of mmu_invalidate_seq. */
    SNAPSHOT,
    /** P9: lockless retry test, nothing held. */
    RETRY_EARLY,
    /** P10: lookup. */
    LOOKUP,
    /** P14: lockless retry test, page held. */
    RETRY_LATE,
    /** P15: takes mmu_lock for read. */
    LOCK,
    /** P16: the retry test that counts. */
    STALE,
    /** P18: installs the SPTE. */
    MAP,
    /** P19: drops mmu_lock. */
    UNLOCK,
    /** P19: releases the page. */
    RELEASE,
    /** The fault ended in RET_PF_RETRY; the guest will repeat the access. */
    REENTER
}
