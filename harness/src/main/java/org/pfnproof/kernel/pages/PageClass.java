package org.pfnproof.kernel.pages;

/** The classes of page frames. */
public enum PageClass {
    /** Ordinary memory, from the allocator. */
    RAM,
    /** First page of a driver's block without __GFP_COMP. */
    SPECIAL_FIRST,
    /** Later page of such a block: its own count is zero. */
    SPECIAL_LATER,
    /** PG_reserved. */
    RESERVED,
    /** The ZERO_PAGE. */
    ZERO,
    /** No struct page. */
    NOSTRUCT
}
