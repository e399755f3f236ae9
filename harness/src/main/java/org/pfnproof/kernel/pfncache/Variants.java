package org.pfnproof.kernel.pfncache;

import java.util.Map;
import java.util.function.Consumer;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.pfncache.PfnCacheState.InvalidationStep;

/** The variants of {@link PfnCacheProtocol}: each replaces the functions whose TLA+ twins it overrides in {@code specs/variants}. */
final class Variants {

    static final Replacements<Consumer<Functions>> ALL = Replacements.ofVariants(Map.of(
            "gpc-count-lowered-before-seq",
            fn -> fn.invStepAfter = step -> switch (step) {
                case MODIFY -> InvalidationStep.COUNT_DEC;
                case COUNT_DEC -> InvalidationStep.END;
                case END -> InvalidationStep.AFTER;
                default -> CacheInvalidation.invStepAfter(step);
            },
            "gpc-end-forgotten",
            fn -> fn.leastActiveCount = 1,
            "gpc-invalidated-before-count",
            fn -> fn.invStepAfter = step -> switch (step) {
                case IDLE -> InvalidationStep.GPC;
                case GPC -> InvalidationStep.COUNT;
                case COUNT -> InvalidationStep.BEGIN;
                default -> CacheInvalidation.invStepAfter(step);
            },
            "gpc-no-refresh-lock",
            fn -> fn.refreshMayBegin = s -> true,
            "gpc-put-forgotten",
            fn -> fn.putsNewPage = (s, v) -> s.taskPfn(v) != s.pfn(),
            "gpc-readers-not-waited-for",
            fn -> fn.invalidateMayLock = GpcLock::readTrylock,
            "gpc-refresh-inactive",
            fn -> fn.refreshRefused = s -> false,
            "gpc-seq-read-first",
            fn -> {
                fn.firstReadSaysRetry = (s, v) -> s.mmuInvalidateSeq() != s.taskMmuSeq(v);
                fn.secondReadSaysRetry = (s, v) -> s.activeCount() != 0;
            },
            "gpc-tests-in-progress",
            fn -> fn.firstReadSaysRetry = (s, v) -> s.mmuInvalidateInProgress() != 0,
            "gpc-valid-first",
            fn -> fn.validDuringRefresh = true));

    private Variants() {}
}
