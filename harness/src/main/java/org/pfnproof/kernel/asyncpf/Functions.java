package org.pfnproof.kernel.asyncpf;

import java.util.function.ToIntFunction;

/** The functions that a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    /** Asks something of a vCPU's work on a gfn. */
    @FunctionalInterface
    interface WorkTest {
        boolean of(AsyncPfState s, int v, int gfn);
    }

    ToIntFunction<AsyncPfState> nextSeq;
    boolean prefetchIsTested = true;
    boolean haltFirst = true;
    WorkTest flushDone = (s, v, gfn) -> s.work(v, gfn) == AsyncPfState.Work.FINISHED;
    /** kvm_check_async_pf_completion: whether it waits until the guest has taken the last token. */
    boolean tokenIsAwaited = true;
    /** kvm_arch_async_page_present_queued: whether it makes the request. */
    boolean readyIsRequested = true;
}
