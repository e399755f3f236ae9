package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * A reference is released on the page's own count.
 *
 * <p>The put forgets compound_head() and takes one off the page that was looked up; on a tail of a huge page the
 * count goes from 0 to -1.
 *
 * <p>As the kernel has it: put_page() goes to the head.
 *
 * <p>Written by {@code harness/pfnproof record pages-put-own-count}.
 */
class PagesPutOwnCountTest {
    /**
     * No page's count ever goes below zero.
     */
    private static final String PROPERTY = "NoCountBelowZero";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("pages-put-own-count", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("page-refs", PROPERTY);
    }
}
