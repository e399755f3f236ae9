package org.pfnproof.kernel.accesseddirty;

/** What the host does. */
enum HostOp {
    /** Nothing. */
    NONE,
    /** munmap(), or a driver that takes its block back. */
    UNMAP,
    /** Reclaim: unmapped, written out if dirty, then freed. */
    RECLAIM,
    /** Writeback. */
    CLEAN,
    /** MADV_FREE. */
    MADV_FREE,
    /** clear_young. */
    AGE,
    /** kvm_mmu_zap_all_fast(). */
    ZAP_ROOTS;

    /** Whether it has a notifier's start and end. */
    boolean invalidates() {
        return switch (this) {
            case UNMAP, RECLAIM, CLEAN, MADV_FREE -> true;
            case NONE, AGE, ZAP_ROOTS -> false;
        };
    }
}
