package org.pfnproof.kernel.adpages;

/** What a frame is at the moment. */
public enum AdPageClass {
    /** In the buddy lists. */
    FREE,
    /** Order 0. */
    RAM,
    /** First frame of a compound page of two. */
    HEAD,
    /** The second one. */
    TAIL,
    /** Later page of a driver's block that is not compound. */
    SPECIAL,
    /** The ZERO_PAGE. */
    ZERO,
    /** Found to be bad by the page allocator, and not used any more. */
    BAD
}
