package org.pfnproof.kernel.lookup;

/** The step that a lookup takes next. */
enum LookupStep {
    /** There is no lookup. */
    IDLE,
    /** L5: lockless GUP. */
    FAST,
    /** L7: GUP that may fault. */
    SLOW,
    /** L7: GUP waits, without mmap_lock. */
    WAIT_IO,
    /** L7: a second, lockless GUP. */
    UPGRADE,
    /** L8: GUP has returned an error. */
    GUP_FAILED,
    /** L9: is it poison? */
    POISON,
    /** L10: the area is looked up. */
    VMA,
    /** L11: the entry is looked at. */
    REMAPPED,
    /** L11: the driver is asked to fill the entry. */
    FIXUP,
    /** L11: the driver waits, without mmap_lock. */
    FIXUP_UNLOCKED,
    /** L11: the entry is looked at once more. */
    SECOND_LOOK,
    /** The caller has the result. */
    RETURN,
    /** BUG(). */
    BUG;

    /** Whether mmap_lock is held for read. */
    boolean locksMmap() {
        return switch (this) {
            case POISON, VMA, REMAPPED, FIXUP, SECOND_LOOK -> true;
            default -> false;
        };
    }
}
