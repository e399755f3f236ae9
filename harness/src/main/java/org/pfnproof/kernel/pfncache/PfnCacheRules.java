package org.pfnproof.kernel.pfncache;

import static org.pfnproof.kernel.Quantifiers.count;
import static org.pfnproof.kernel.Quantifiers.every;
import static org.pfnproof.kernel.pfncache.PfnCacheState.NO_FRAME;

import java.util.List;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pfncache.PfnCacheState.TaskStep;

/** What must hold of {@link PfnCacheProtocol}: the twin of the TLA+ module {@code PfnCacheProperties}. */
final class PfnCacheRules {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> hvas;
    private final List<Integer> uhvas;
    private final List<Integer> frames;

    PfnCacheRules(int vcpus, int invalidators, List<Integer> hvas, List<Integer> uhvas, List<Integer> frames) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.hvas = hvas;
        this.uhvas = uhvas;
        this.frames = frames;
    }

    List<Rule<PfnCacheState>> all() {
        return List.of(
                new Rule.Invariant<>("GpcTypeOK", this::typeOk),
                new Rule.Invariant<>(
                        "GpcMapsNoFreedFrame",
                        s -> !s.valid() || s.pfn() != NO_FRAME && s.pageRefcount(s.pfn()) > 0 && !s.freedUnder()),
                new Rule.Invariant<>("GpcMapsWhatHostMaps", s -> !s.valid() || s.pfn() == hostPfn(s)),
                new Rule.Invariant<>(
                        "GpcInvalidDuringInvalidation",
                        s -> !s.valid()
                                || every(
                                        invalidators,
                                        n -> !s.invSwept(n) || !CacheInvalidation.inRangeOf(s, n, s.uhva()))),
                new Rule.Invariant<>(
                        "GpcReadersUseLivePage",
                        s -> every(
                                vcpus,
                                v -> s.taskStep(v) != TaskStep.READING
                                        || s.taskPfn(v) != NO_FRAME
                                                && s.pageRefcount(s.taskPfn(v)) > 0
                                                && s.taskPfn(v) == hostPfn(s))),
                new Rule.Invariant<>(
                        "GpcInvalidWhileRefreshed", s -> !s.valid() || every(vcpus, v -> !refreshes(s.taskStep(v)))),
                new Rule.Invariant<>("GpcValidIsReachable", s -> !s.valid() || s.active() && s.onList()),
                new Rule.Invariant<>(
                        "GpcReferencesBalanced", s -> every(frames, f -> s.pageRefcount(f) == holders(s, f))),
                new Rule.Invariant<>(
                        "ActiveCountCountsRunning", s -> s.activeCount() == count(invalidators, s::invCounted)));
    }

    /** Whether hvas, frames and holders named are such; the rest of its types is all that the fields can hold. */
    private boolean typeOk(PfnCacheState s) {
        int last = frames.size();
        return MmuNotifier.typeOk(s, invalidators)
                && s.uhva() <= hvas.size()
                && s.pfn() <= last
                && s.gpcWriter() < vcpus
                && every(vcpus, v -> (s.taskUhva(v) == 0 || uhvas.contains(s.taskUhva(v))) && s.taskPfn(v) <= last)
                && every(hvas, h -> s.hostPte(h) <= last);
    }

    static int hostPfn(PfnCacheState s) {
        return s.uhva() == 0 ? NO_FRAME : s.hostPte(s.uhva());
    }

    private static boolean refreshes(TaskStep step) {
        return switch (step) {
            case SNAPSHOT, PUT, LOOKUP, RELOCK, RETRY_SEQ -> true;
            case IDLE, READING, ACTIVATE, LOCK, LIST_DEL -> false;
        };
    }

    private int holders(PfnCacheState s, int frame) {
        int count = count(invalidators, n -> s.gathers(n, frame));
        for (int hva : hvas) {
            count += s.hostPte(hva) == frame ? 1 : 0;
        }
        for (int v = 0; v < vcpus; v++) {
            count += s.taskStep(v) != TaskStep.READING && s.taskPfn(v) == frame ? 1 : 0;
        }
        return count;
    }
}
