package org.pfnproof.kernel.mmu;

import java.util.function.Consumer;

/** The same order of a fault's steps in the reference implementation. */
final class EarlyCheck implements Consumer<KvmMmu.Parts> {

    @Override
    public void accept(KvmMmu.Parts k) {
        var unchanged = k.fn.faultStepAfter;
        k.fn.faultStepAfter = step -> switch (step) {
            case SNAPSHOT -> FaultStep.RETRY_EARLY;
            case RETRY_EARLY -> FaultStep.LOOKUP;
            default -> unchanged.apply(step);
        };
    }
}
