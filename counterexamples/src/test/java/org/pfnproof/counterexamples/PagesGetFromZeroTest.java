package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * A reference is taken without asking for zero.
 *
 * <p>A page found through its pfn gets get_page() on its own count, in place of get_page_unless_zero(). A freed
 * page goes from 0 to 1; a tail gets a count of its own.
 *
 * <p>As the kernel has it: get_page_unless_zero() in hva_to_pfn_remapped().
 *
 * <p>Written by {@code harness/pfnproof record pages-get-from-zero}.
 */
class PagesGetFromZeroTest {
    /**
     * A count goes up from zero only where a free page is allocated.
     */
    private static final String PROPERTY = "ZeroToOneOnlyByAllocation";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("pages-get-from-zero", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("page-refs", PROPERTY);
    }
}
