package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * A page with page_count() 0 is not refcounted.
 *
 * <p>kvm_pfn_to_refcounted_page() returns no page if the count of the head is 0. Right for tails, but free pages
 * pass as well: KVM's use of memory after it was freed is never noticed.
 *
 * <p>As the kernel has it: Counts are not looked at; later, whether there is a reference is told by GUP and not
 * guessed.
 *
 * <p>Written by {@code harness/pfnproof record refcounted-by-page-count}.
 */
class RefcountedByPageCountTest {
    /**
     * A free page is never taken for one without references.
     */
    private static final String PROPERTY = "FreePagesAreNotExcused";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("refcounted-by-page-count", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("refcounted-pages", PROPERTY);
    }
}
