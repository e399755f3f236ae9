package org.pfnproof.kernel.apic;

import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** The functions that a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    ToIntFunction<ApicPageState> nextSeq;
    /** Of a state and a snapshot. */
    Test reloadIsStale;
    /** Whether a vCPU has its request after a failed retry test. */
    Test requestAfterRetry = (s, v) -> true;

    Test kvmReleasePfnClean;
    Consumer<ApicPageState> makeAllCpusRequest;
    Test kvmUnmapGfnRange;
    Test zapPteRange;
    Test kvmMmuInvalidateEnd;

    /** A step of a thread, or a question. */
    @FunctionalInterface
    interface Test {
        boolean test(ApicPageState s, int which);
    }
}
