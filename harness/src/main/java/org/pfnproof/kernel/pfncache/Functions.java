package org.pfnproof.kernel.pfncache;

import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.pfnproof.kernel.pfncache.PfnCacheState.InvalidationStep;

/** The functions that a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    /** Asks something of one thread. */
    @FunctionalInterface
    interface Test {
        boolean of(PfnCacheState s, int thread);
    }

    ToIntFunction<PfnCacheState> nextSeq;
    Predicate<PfnCacheState> refreshMayBegin = s -> !s.anybodyRefreshes();
    Predicate<PfnCacheState> refreshRefused = s -> !s.active();
    Test firstReadSaysRetry = (s, v) -> s.activeCount() != 0;
    Test secondReadSaysRetry = (s, v) -> s.mmuInvalidateSeq() != s.taskMmuSeq(v);
    Test putsNewPage = (s, v) -> true;
    Predicate<PfnCacheState> invalidateMayLock = GpcLock::writeTrylock;
    UnaryOperator<InvalidationStep> invStepAfter = CacheInvalidation::invStepAfter;
    boolean validDuringRefresh;
    /** Below which kvm_mmu_notifier_invalidate_range_end() does not lower the active count. */
    int leastActiveCount;
}
