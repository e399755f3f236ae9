package org.pfnproof.kernel.lookup;

/** What there is at the address. */
enum Vma {
    /** No area. */
    NONE,
    /** Ordinary memory. */
    ANON,
    /** The same, not writable by user space. */
    READONLY,
    /** VM_PFNMAP, a driver's. */
    PFNMAP,
    /** The same, not writable by user space. */
    PFNMAP_RO;

    boolean isPfnmap() {
        return this == PFNMAP || this == PFNMAP_RO;
    }

    boolean isOrdinary() {
        return this == ANON || this == READONLY;
    }

    boolean allowsWrite() {
        return this == ANON || this == PFNMAP;
    }

    /** Whether an access is permitted. */
    boolean allows(boolean write) {
        return this != NONE && (!write || allowsWrite());
    }

    /** Whether mprotect() makes one of the other. */
    boolean isChangedByMprotect(Vma other) {
        return this != other && (isPfnmap() && other.isPfnmap() || isOrdinary() && other.isOrdinary());
    }
}
