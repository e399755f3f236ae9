package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * A page with page_ref_count() 0 is not refcounted.
 *
 * <p>kvm_pfn_to_refcounted_page() returns no page if the page's own count is 0. Meant for later pages of blocks
 * without __GFP_COMP; also true of every tail of a huge page, on which KVM then takes no reference and sets no
 * dirty bit.
 *
 * <p>As the kernel has it: Counts are not looked at; later, whether there is a reference is told by GUP and not
 * guessed.
 *
 * <p>Written by {@code harness/pfnproof record refcounted-by-page-ref-count}.
 */
class RefcountedByPageRefCountTest {
    /**
     * Every page in use whose references are counted is taken for refcounted.
     */
    private static final String PROPERTY = "CountedPagesAreFound";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("refcounted-by-page-ref-count", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("refcounted-pages", PROPERTY);
    }
}
