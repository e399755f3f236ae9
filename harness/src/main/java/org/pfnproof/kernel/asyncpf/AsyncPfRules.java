package org.pfnproof.kernel.asyncpf;

import static org.pfnproof.kernel.Quantifiers.every;
import static org.pfnproof.kernel.asyncpf.AsyncPageFault.at;

import java.util.List;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.asyncpf.AsyncPfState.FaultStep;
import org.pfnproof.kernel.asyncpf.AsyncPfState.Host;
import org.pfnproof.kernel.asyncpf.AsyncPfState.InvalidationStep;
import org.pfnproof.kernel.asyncpf.AsyncPfState.Work;

/** What must hold of {@link AsyncPfProtocol}: the twin of the TLA+ module {@code AsyncPageFaultProperties}. */
final class AsyncPfRules {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;

    AsyncPfRules(int vcpus, int invalidators, List<Integer> gfns) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
    }

    List<Rule<AsyncPfState>> all() {
        return List.of(
                new Rule.Invariant<>("ApfTypeOK", this::typeOk),
                new Rule.Invariant<>(
                        "ApfWorkerNeverOutlivesVcpu",
                        s -> every(
                                vcpus, v -> !at(s, v, FaultStep.GONE) || every(gfns, g -> s.work(v, g) == Work.NONE))),
                new Rule.Invariant<>(
                        "ApfNothingMappedWhileInvalidated",
                        s -> every(
                                invalidators, n -> s.invStep(n) == InvalidationStep.IDLE || !s.isMapped(s.invGfn(n)))),
                new Rule.Invariant<>(
                        "ApfMappedIsPresent", s -> every(gfns, g -> !s.isMapped(g) || s.host(g) == Host.PRESENT)),
                new Rule.Invariant<>(
                        "ApfHaltedIsWoken", s -> every(vcpus, v -> !at(s, v, FaultStep.HALTED) || !s.queueIsEmpty(v))),
                new Rule.Invariant<>(
                        "ApfWaitingIsWoken",
                        s -> every(
                                vcpus,
                                v -> at(s, v, FaultStep.GONE)
                                        || every(
                                                gfns,
                                                g -> !s.isWaiting(v, g) || s.isQueued(v, g) || s.readyToken(v) == g))),
                new Rule.StepRule<>(
                        "ApfEfaultIsReal",
                        (s, next) -> every(
                                vcpus,
                                v -> at(s, v, FaultStep.EFAULT)
                                        || !at(next, v, FaultStep.EFAULT)
                                        || s.host(s.faultGfn(v)) == Host.NONE)));
    }

    /** What the fields can hold beyond its types: gfns that are none, and a count of invalidations that cannot be. */
    private boolean typeOk(AsyncPfState s) {
        return s.mmuInvalidateInProgress() >= 0
                && s.mmuInvalidateInProgress() <= invalidators
                && !s.isMapped(0)
                && every(vcpus, v -> typeOk(s, v));
    }

    private boolean typeOk(AsyncPfState s, int v) {
        return s.faultGfn(v) <= gfns.size()
                && s.readyToken(v) <= gfns.size()
                && !s.isQueued(v, 0)
                && !s.isWaiting(v, 0)
                && s.doneIsWithin(v, gfns.size());
    }
}
