package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * D1: RO_FAULT becomes ERR_FAULT for callers of v8 that are not guarded.
 *
 * <p>A write to a read-only entry of a PFNMAP area. It stays RO_FAULT for guarded callers.
 *
 * <p>Written by {@code harness/pfnproof record api-shapes-read-only-v8}.
 */
class ApiShapesReadOnlyV8Test {
    /**
     * A call that gets RO_FAULT in v7 gets it in v8.
     */
    private static final String PROPERTY = "RoFaultStaysInV8";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("api-shapes-read-only-v8", PROPERTY);
    }
}
