package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * A read-only slot that v8 to v11 say is writable.
 *
 * <p>A read with the wish to upgrade, backed by a writable entry of a PFNMAP area: the slot takes the wish away,
 * and writable is set all the same. Ordinary memory, and all other shapes, are right.
 *
 * <p>Written by {@code harness/pfnproof record api-shapes-read-only-slot}.
 */
class ApiShapesReadOnlySlotTest {
    /**
     * No lookup says of a frame of a read-only memslot that it may be mapped writable.
     */
    private static final String PROPERTY = "ReadOnlySlotStaysReadOnly";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("api-shapes-read-only-slot", PROPERTY);
    }
}
