package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * D2: RO_FAULT becomes ERR_FAULT for guarded callers of v11 that do not allow pages with count 0.
 *
 * <p>Also where the page has a count, because it has not been asked for yet. It stays RO_FAULT for callers that
 * allow such pages, and where there is no struct page.
 *
 * <p>Written by {@code harness/pfnproof record api-shapes-read-only-v11}.
 */
class ApiShapesReadOnlyV11Test {
    /**
     * A guarded call that gets RO_FAULT in v8 gets it in v11.
     */
    private static final String PROPERTY = "RoFaultOfGuardedStaysInV11";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("api-shapes-read-only-v11", PROPERTY);
    }
}
