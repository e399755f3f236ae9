package org.pfnproof.kernel.asyncpf;

import static org.pfnproof.kernel.Quantifiers.some;
import static org.pfnproof.kernel.asyncpf.AsyncPageFault.at;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.asyncpf.AsyncPfState.FaultStep;
import org.pfnproof.kernel.asyncpf.AsyncPfState.Work;

/** The situations that a run of {@link AsyncPfProtocol} must reach, as the TLA+ module {@code AsyncPageFaultProperties} has them. */
final class AsyncPfWitnesses {

    private final int vcpus;
    private final List<Integer> gfns;

    AsyncPfWitnesses(int vcpus, List<Integer> gfns) {
        this.vcpus = vcpus;
        this.gfns = gfns;
    }

    List<Rule<AsyncPfState>> all() {
        return List.of(
                new Rule.Witness<>("ApfNeedsIo", s -> someIsAt(s, FaultStep.NEEDS_IO)),
                new Rule.Witness<>(
                        "ApfRepeatedFault",
                        s -> someVcpu(v ->
                                at(s, v, FaultStep.NEEDS_IO) && !s.faultPrefetch(v) && s.isQueued(v, s.faultGfn(v)))),
                new Rule.Witness<>("ApfHalts", s -> someIsAt(s, FaultStep.HALTED)),
                new Rule.StepWitness<>(
                        "ApfPrefetchMaps",
                        (s, next) -> someVcpu(v -> prefetches(s, v, FaultStep.MAP)
                                && !s.isMapped(s.faultGfn(v))
                                && next.isMapped(s.faultGfn(v)))),
                new Rule.StepWitness<>(
                        "ApfPrefetchRetries",
                        (s, next) -> someVcpu(v -> prefetches(s, v, FaultStep.MAP)
                                && at(next, v, FaultStep.READY)
                                && !next.isMapped(s.faultGfn(v)))),
                new Rule.Witness<>("ApfPrefetchNeedsIoAgain", s -> someVcpu(v -> prefetches(s, v, FaultStep.NEEDS_IO))),
                new Rule.Witness<>("ApfPrefetchError", s -> someVcpu(v -> prefetches(s, v, FaultStep.ERROR))),
                new Rule.Witness<>(
                        "ApfSecondLookupWaits", s -> someVcpu(v -> at(s, v, FaultStep.WAIT) && !s.faultPrefetch(v))),
                new Rule.StepWitness<>(
                        "ApfInterrupted",
                        (s, next) -> someVcpu(v -> at(s, v, FaultStep.WAIT) && at(next, v, FaultStep.EINTR))),
                new Rule.Witness<>(
                        "ApfFlushWaits",
                        s -> someVcpu(
                                v -> at(s, v, FaultStep.FLUSH_WORK) && s.work(v, s.faultGfn(v)) != Work.FINISHED)),
                new Rule.Witness<>(
                        "ApfTokenTaken",
                        s -> someVcpu(
                                v -> at(s, v, FaultStep.COMPLETION) && !s.doneIsEmpty(v) && s.readyToken(v) != 0)),
                new Rule.Witness<>("ApfTwoWorks", s -> someVcpu(v -> works(s, v) == 2)),
                new Rule.StepWitness<>(
                        "ApfDestroyedWithWork",
                        (s, next) -> someVcpu(v -> !s.queueIsEmpty(v) && at(next, v, FaultStep.GONE))),
                new Rule.Witness<>("ApfEfault", s -> someIsAt(s, FaultStep.EFAULT)));
    }

    private boolean someVcpu(IntPredicate holds) {
        return some(vcpus, holds);
    }

    private boolean someIsAt(AsyncPfState s, FaultStep step) {
        return someVcpu(v -> at(s, v, step));
    }

    private static boolean prefetches(AsyncPfState s, int v, FaultStep step) {
        return at(s, v, step) && s.faultPrefetch(v);
    }

    private int works(AsyncPfState s, int v) {
        int works = 0;
        for (int g : gfns) {
            works += s.isQueued(v, g) ? 1 : 0;
        }
        return works;
    }
}
