package org.pfnproof.kernel.retry;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.retry.RetryState.FaultStep;

/** What runs of {@link RetryCoreProtocol} must meet: the witnesses of the TLA+ modules {@code RetryProtocol} and {@code MmuSeqWidth}. */
final class RetryWitnesses {

    private final int vcpus;
    private final int invalidators;

    RetryWitnesses(int vcpus, int invalidators) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
    }

    /** Asks something of one vCPU's part in a step. */
    @FunctionalInterface
    private interface VcpuStep {
        boolean is(RetryState s, RetryState next, int v);
    }

    /** Those of {@code RetryProtocol}. */
    List<Rule<RetryState>> ofProtocol() {
        return List.of(
                step(
                        "RetryCoreBySeq",
                        (s, next, v) -> isSentBack(s, next, v) && seqMoved(s, v) && s.mmuInvalidateInProgress() == 0),
                step(
                        "RetryCoreByInProgress",
                        (s, next, v) -> isSentBack(s, next, v) && !seqMoved(s, v) && inSomeRunning(s, s.faultGfn(v))),
                step(
                        "RetryCoreOnEmptiedEntry",
                        (s, next, v) ->
                                isSentBack(s, next, v) && seqMoved(s, v) && s.hostPfn(s.faultGfn(v)) != s.faultPfn(v)),
                step(
                        "RetryCoreByHullOnly",
                        (s, next, v) -> isSentBack(s, next, v)
                                && !seqMoved(s, v)
                                && !inSomeRunning(s, s.faultGfn(v))
                                && MmuNotifier.inRange(s, s.faultGfn(v))),
                step("RetryCoreMaps", RetryWitnesses::maps),
                step(
                        "RetryCoreMapsBesideInvalidation",
                        (s, next, v) -> maps(s, next, v) && s.mmuInvalidateInProgress() > 0),
                new Rule.Witness<>("RetryCoreOverlap", s -> s.mmuInvalidateInProgress() > 1),
                new Rule.Witness<>(
                        "RetryCoreTwoMappers",
                        s -> IntStream.range(0, vcpus).filter(s::readsMmuLock).count() > 1));
    }

    /** Those of {@code MmuSeqWidth} besides. */
    List<Rule<RetryState>> ofWidth(int fullTurn, int limit, int start) {
        return List.of(
                new Rule.StepWitness<>(
                        "WidthCounterWrapped",
                        (s, next) -> s.mmuInvalidateSeq() == fullTurn - 1 && next.mmuInvalidateSeq() == 0),
                new Rule.Witness<>(
                        "WidthUnchangedAfterFullTurn",
                        s -> anyVcpu(v -> s.isLive(v) && s.completed(v) == fullTurn && !seqMoved(s, v))),
                new Rule.Witness<>("WidthLimitReached", s -> anyVcpu(v -> s.isLive(v) && s.completed(v) == limit)),
                step(
                        "WidthSnapshotAfterInvalidation",
                        (s, next, v) -> s.faultStep(v) == FaultStep.GUEST
                                && next.faultStep(v) == FaultStep.LOOKUP
                                && s.mmuInvalidateSeq() != start));
    }

    private Rule<RetryState> step(String id, VcpuStep seen) {
        return new Rule.StepWitness<>(id, (s, next) -> anyVcpu(v -> seen.is(s, next, v)));
    }

    private boolean anyVcpu(IntPredicate is) {
        return IntStream.range(0, vcpus).anyMatch(is);
    }

    private static boolean isSentBack(RetryState s, RetryState next, int v) {
        return s.faultStep(v) == FaultStep.STALE && next.faultStep(v) == FaultStep.GUEST;
    }

    private static boolean seqMoved(RetryState s, int v) {
        return s.faultMmuSeq(v) != s.mmuInvalidateSeq();
    }

    private boolean inSomeRunning(RetryState s, int gfn) {
        return s.inSomeRunning(invalidators, gfn);
    }

    private static boolean maps(RetryState s, RetryState next, int v) {
        int gfn = s.faultGfn(v);
        return s.faultStep(v) == FaultStep.MAP
                && next.faultStep(v) == FaultStep.GUEST
                && s.sptePfn(gfn) == RetryState.NO_PFN
                && next.sptePfn(gfn) != RetryState.NO_PFN;
    }
}
