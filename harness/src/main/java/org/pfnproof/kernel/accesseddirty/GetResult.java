package org.pfnproof.kernel.accesseddirty;

/** What a lookup comes to. */
enum GetResult {
    /** A pfn with a reference. */
    REF,
    /** A pfn without. */
    NONE,
    /** -EFAULT. */
    REFUSED
}
