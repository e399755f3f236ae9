package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * page_ref_count() is 0 on tails of pages in use, page_count() is not.
 *
 * <p>The same statement about page_ref_count() and about page_count(), on all memories of four pfns. The first
 * has a counterexample, which needs one compound page and no bounds; the second holds.
 *
 * <p>Written by {@code harness/pfnproof record page-ref-count-on-tails}.
 */
class PageRefCountOnTailsTest {
    /**
     * page_ref_count() is positive for every page in use whose references are counted.
     */
    private static final String PROPERTY = "PageRefCountSeesLivePages";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("page-ref-count-on-tails", PROPERTY);
    }
}
