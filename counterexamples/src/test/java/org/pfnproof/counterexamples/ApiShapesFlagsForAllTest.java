package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * Every input has a FOLL_* flag.
 *
 * <p>The thread's claim as it stands. Ten lookups, so that one instance can tell an input from each of the five
 * flags.
 *
 * <p>Written by {@code harness/pfnproof record api-shapes-flags-for-all}.
 */
class ApiShapesFlagsForAllTest {
    /**
     * Every input of the bools, and the pin, has a FOLL_* flag that does the same.
     */
    private static final String PROPERTY = "EveryInputHasFlag";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("api-shapes-flags-for-all", PROPERTY);
    }
}
