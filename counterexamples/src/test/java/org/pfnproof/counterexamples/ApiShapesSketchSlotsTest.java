package org.pfnproof.counterexamples;

import org.junit.jupiter.api.Test;

/**
 * What the sketch's KVM_HVA_ERR_* mean as kvm_pfn_t.
 *
 * <p>All slots, with PAGE_OFFSET of x86 with 64 and with 32 bits, bit by bit.
 *
 * <p>Written by {@code harness/pfnproof record api-shapes-sketch-slots}.
 */
class ApiShapesSketchSlotsTest {
    /**
     * A caller of the sketch's kvm_follow_pfn() takes a bad slot for what a caller of the bools takes it for.
     */
    private static final String PROPERTY = "BadSlotsMeanTheSame";

    @Test
    void isViolated() throws InterruptedException {
        AlloyRuns.assertViolated("api-shapes-sketch-slots", PROPERTY);
    }
}
