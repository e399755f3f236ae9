package org.pfnproof.kernel.pfncache;

import static org.pfnproof.kernel.Quantifiers.some;
import static org.pfnproof.kernel.pfncache.PfnCacheRules.hostPfn;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.pfncache.PfnCacheState.InvalidationStep;
import org.pfnproof.kernel.pfncache.PfnCacheState.TaskStep;

/** The situations that a run of {@link PfnCacheProtocol} must reach, as the TLA+ module {@code PfnCacheProperties} has them. */
final class PfnCacheWitnesses {

    private final int vcpus;
    private final int invalidators;

    PfnCacheWitnesses(int vcpus, int invalidators) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
    }

    List<Rule<PfnCacheState>> all() {
        return List.of(
                new Rule.StepWitness<>(
                        "GpcRetryByCount",
                        (s, next) -> someTask(v -> goes(s, next, v, TaskStep.RELOCK, TaskStep.SNAPSHOT))),
                new Rule.StepWitness<>(
                        "GpcRetryBySeq",
                        (s, next) -> someTask(v -> goes(s, next, v, TaskStep.RETRY_SEQ, TaskStep.SNAPSHOT))),
                new Rule.StepWitness<>(
                        "GpcSpuriousRetry",
                        (s, next) -> someTask(v -> (goes(s, next, v, TaskStep.RELOCK, TaskStep.SNAPSHOT)
                                        || goes(s, next, v, TaskStep.RETRY_SEQ, TaskStep.SNAPSHOT))
                                && s.taskPfn(v) == hostPfn(s))),
                new Rule.StepWitness<>(
                        "GpcInvalidated",
                        (s, next) -> s.valid() && !next.valid() && someThread(n -> sweeps(s, next, n))),
                new Rule.StepWitness<>(
                        "GpcInvalidationDuringLookup",
                        (s, next) ->
                                someThread(n -> sweeps(s, next, n)) && someTask(v -> s.taskStep(v) == TaskStep.RELOCK)),
                new Rule.StepWitness<>(
                        "GpcSamePageAgain",
                        (s, next) -> next.valid()
                                && someTask(v -> s.taskStep(v) == TaskStep.RETRY_SEQ && s.pfn() == s.taskPfn(v))),
                new Rule.StepWitness<>(
                        "GpcMovesToOtherHva",
                        (s, next) ->
                                s.valid() && next.uhva() != s.uhva() && someTask(v -> s.taskStep(v) == TaskStep.LOCK)),
                new Rule.Witness<>(
                        "GpcReaderDelaysInvalidation",
                        s -> someTask(v -> s.taskStep(v) == TaskStep.READING)
                                && someThread(n -> s.invStep(n) == InvalidationStep.GPC
                                        && CacheInvalidation.inRangeOf(s, n, s.uhva()))),
                new Rule.StepWitness<>(
                        "GpcRefreshRefused",
                        (s, next) -> !s.active() && someTask(v -> goes(s, next, v, TaskStep.LOCK, TaskStep.IDLE))),
                new Rule.StepWitness<>(
                        "GpcRefreshHoldsLastReference",
                        (s, next) -> someTask(v ->
                                goes(s, next, v, TaskStep.PUT, TaskStep.LOOKUP) && s.pageRefcount(s.taskPfn(v)) == 1)));
    }

    private boolean someTask(IntPredicate holds) {
        return some(vcpus, holds);
    }

    private boolean someThread(IntPredicate holds) {
        return some(invalidators, holds);
    }

    private static boolean goes(PfnCacheState s, PfnCacheState next, int v, TaskStep from, TaskStep to) {
        return s.taskStep(v) == from && next.taskStep(v) == to;
    }

    /** S2. */
    private static boolean sweeps(PfnCacheState s, PfnCacheState next, int n) {
        return s.invStep(n) == InvalidationStep.GPC && next.invStep(n) != InvalidationStep.GPC;
    }
}
