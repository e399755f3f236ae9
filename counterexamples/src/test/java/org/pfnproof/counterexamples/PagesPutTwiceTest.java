package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * A reference is released twice.
 *
 * <p>After its put_page(), a vCPU puts the same page once more. The second put takes away a reference of
 * somebody else.
 *
 * <p>As the kernel has it: One put for each get.
 *
 * <p>Written by {@code harness/pfnproof record pages-put-twice}.
 */
class PagesPutTwiceTest {
    /**
     * A count goes down only if a reference on that page goes away.
     */
    private static final String PROPERTY = "OnlyHeldReferencesAreDropped";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("pages-put-twice", PROPERTY);
    }

    @Test
    void holdsWithTheFix() throws InterruptedException {
        AlloyRuns.assertHolds("page-refs", PROPERTY);
    }
}
