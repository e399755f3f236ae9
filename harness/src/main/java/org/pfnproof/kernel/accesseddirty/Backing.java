package org.pfnproof.kernel.accesseddirty;

/** What is behind the gfn. */
enum Backing {
    /** Ordinary memory. */
    ANON,
    /** A compound page of two frames, of which the gfn is the tail. */
    THP,
    /** The ZERO_PAGE. */
    ZERO,
    /** A driver's block that is not compound. */
    PFNMAP
}
