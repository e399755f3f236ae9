package org.pfnproof.kernel.detectors;

/** What KVM does when it marks, gets and puts. */
enum How {
    /** As 6.12 is. */
    NOTHING,
    /** Warns once and does not mark if page_count() is 0. */
    ASSERT_PAGE_COUNT,
    /** The same with the page's own count. */
    ASSERT_PAGE_REF_COUNT,
    /** kvm_pfn_to_refcounted_page() is NULL if page_count() is 0. */
    SKETCH,
    /** With the assertion on page_count(). */
    SKETCH_AND_ASSERT,
    /** The A/D update asks it, too. */
    SKIP,
    /** With the assertion behind it. */
    SKIP_AND_ASSERT,
    /** The same with the page's own count. */
    SKIP_PAGE_REF_COUNT,
    /** The A/D update asks the bit of the SPTE. */
    SPTE_BIT,
    /** With the assertion behind it. */
    SPTE_BIT_AND_ASSERT,
    /** The shadow MMU of 6.12: warns once at a zap, and marks all the same. */
    SHADOW_WARN,
    /** The same, where NULL means not refcounted. */
    SHADOW_WARN_AND_SKETCH;

    boolean looksAtOwnCount() {
        return this == ASSERT_PAGE_REF_COUNT || this == SKIP_PAGE_REF_COUNT;
    }

    boolean asserts() {
        return switch (this) {
            case ASSERT_PAGE_COUNT, ASSERT_PAGE_REF_COUNT, SKETCH_AND_ASSERT, SKIP_AND_ASSERT, SPTE_BIT_AND_ASSERT ->
                true;
            default -> false;
        };
    }

    /** Whether the A/D update skips pages without a count. */
    boolean skips() {
        return this == SKIP || this == SKIP_AND_ASSERT || this == SKIP_PAGE_REF_COUNT;
    }

    boolean asksSpteBit() {
        return this == SPTE_BIT || this == SPTE_BIT_AND_ASSERT;
    }

    /** Whether a release asks for a count before it puts. */
    boolean asksBeforePut() {
        return skips() || this == SKETCH || this == SKETCH_AND_ASSERT || this == SHADOW_WARN_AND_SKETCH;
    }

    /** Whether nothing here ever reports. */
    boolean isSilent() {
        return this == NOTHING || this == SKETCH || this == SKIP || this == SPTE_BIT;
    }
}
