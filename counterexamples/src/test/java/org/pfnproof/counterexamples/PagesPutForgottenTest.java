package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * A reference is not released.
 *
 * <p>On the retry path of a fault, the vCPU does not put the page that it looked up. The page is never freed.
 *
 * <p>As the kernel has it: Each path of the fault releases the page.
 *
 * <p>Written by {@code harness/pfnproof record pages-put-forgotten}.
 */
class PagesPutForgottenTest {
    /**
     * The count of a head or single page is the number of references held on it.
     */
    private static final String PROPERTY = "CountsAreBalanced";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("pages-put-forgotten", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("page-refs", PROPERTY);
    }
}
