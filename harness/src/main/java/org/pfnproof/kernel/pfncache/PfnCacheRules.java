package org.pfnproof.kernel.pfncache;

import static org.pfnproof.kernel.pfncache.PfnCacheState.NO_FRAME;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.pfncache.PfnCacheState.TaskStep;

/** What must hold of {@link PfnCacheProtocol}: the twin of the TLA+ module {@code PfnCacheProperties}. */
final class PfnCacheRules {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> hvas;
    private final List<Integer> frames;

    PfnCacheRules(int vcpus, int invalidators, List<Integer> hvas, List<Integer> frames) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.hvas = hvas;
        this.frames = frames;
    }

    List<Rule<PfnCacheState>> all() {
        return List.of(
                // A value outside its type does not fit its field, which ends the search with an error.
                new Rule.Invariant<>("GpcTypeOK", s -> true),
                new Rule.Invariant<>(
                        "GpcMapsNoFreedFrame",
                        s -> !s.valid() || s.pfn() != NO_FRAME && s.pageRefcount(s.pfn()) > 0 && !s.freedUnder()),
                new Rule.Invariant<>("GpcMapsWhatHostMaps", s -> !s.valid() || s.pfn() == hostPfn(s)),
                new Rule.Invariant<>(
                        "GpcInvalidDuringInvalidation",
                        s -> !s.valid()
                                || eachInvalidator(
                                        n -> !s.invSwept(n) || !CacheInvalidation.inRangeOf(s, n, s.uhva()))),
                new Rule.Invariant<>(
                        "GpcReadersUseLivePage",
                        s -> eachThread(v -> s.taskStep(v) != TaskStep.READING
                                || s.pageRefcount(s.taskPfn(v)) > 0 && s.taskPfn(v) == hostPfn(s))),
                new Rule.Invariant<>(
                        "GpcInvalidWhileRefreshed", s -> !s.valid() || eachThread(v -> !refreshes(s.taskStep(v)))),
                new Rule.Invariant<>("GpcValidIsReachable", s -> !s.valid() || s.active() && s.onList()),
                new Rule.Invariant<>("GpcReferencesBalanced", s -> frames.stream()
                        .allMatch(f -> s.pageRefcount(f) == holders(s, f))),
                new Rule.Invariant<>(
                        "ActiveCountCountsRunning", s -> s.activeCount() == countInvalidators(s::invCounted)));
    }

    private static int hostPfn(PfnCacheState s) {
        return s.uhva() == 0 ? NO_FRAME : s.hostPte(s.uhva());
    }

    private static boolean refreshes(TaskStep step) {
        return switch (step) {
            case SNAPSHOT, PUT, LOOKUP, RELOCK, RETRY_SEQ -> true;
            case IDLE, READING, ACTIVATE, LOCK, LIST_DEL -> false;
        };
    }

    private int holders(PfnCacheState s, int frame) {
        int count = countInvalidators(n -> s.gathers(n, frame));
        for (int hva : hvas) {
            count += s.hostPte(hva) == frame ? 1 : 0;
        }
        for (int v = 0; v < vcpus; v++) {
            count += s.taskStep(v) != TaskStep.READING && s.taskPfn(v) == frame ? 1 : 0;
        }
        return count;
    }

    private int countInvalidators(IntPredicate which) {
        return (int) IntStream.range(0, invalidators).filter(which).count();
    }

    private boolean eachInvalidator(IntPredicate holds) {
        return IntStream.range(0, invalidators).allMatch(holds);
    }

    private boolean eachThread(IntPredicate holds) {
        return IntStream.range(0, vcpus).allMatch(holds);
    }
}
