package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * D3: one put too many, on the exit that came with 6.8.
 *
 * <p>The x86 page fault of each version, merged with d02c357e5bfa and not changed for it. At their usual ends
 * all put what they hold; so do 6.12 and 6.13 on both.
 *
 * <p>Written by {@code harness/pfnproof record api-shapes-late-retry}.
 */
class ApiShapesLateRetryTest {
    /**
     * On each way to its end a page fault puts what its lookup has left it with.
     */
    private static final String PROPERTY = "FaultsPutWhatTheyHold";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("api-shapes-late-retry", PROPERTY);
    }
}
