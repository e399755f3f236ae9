package org.pfnproof.kernel.mmu;

/** The step that an invalidator takes next, in program order (S1 to E2 of an mmu_notifier invalidation). */
public enum InvalidationStep {
    /** It does nothing. */
    IDLE,
    /** S3a: takes mmu_lock, in_progress++. */
    BEGIN,
    /** S3b: the range grows. */
    RANGE_ADD,
    /** S3b: the walk over the SPTEs. */
    UNMAP,
    /** The walk has dropped mmu_lock. */
    UNMAP_YIELDED,
    /** The walk has taken it again. */
    UNMAP_RESUMED,
    /** Start has returned; host entries are changed one by one; then E1. */
    MODIFY,
    /** E1, second store. */
    IN_PROGRESS_DEC,
    /** End has returned; pages in hand are put. */
    AFTER
}
