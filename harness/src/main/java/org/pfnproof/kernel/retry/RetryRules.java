package org.pfnproof.kernel.retry;

import static org.pfnproof.kernel.retry.RetryState.NO_PFN;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.notifier.NotifierState;
import org.pfnproof.kernel.retry.RetryState.FaultStep;

/** What must hold of {@link RetryCoreProtocol}: the twins of the properties in the TLA+ modules {@code RetryProtocol}, {@code MmuSeqWidth}
 * and {@code RetryInduction}. */
final class RetryRules {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;
    private final RetryTypes types;
    private final RetryWitnesses witnesses;

    RetryRules(int vcpus, int invalidators, List<Integer> gfns, int frames) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
        types = new RetryTypes(vcpus, invalidators, gfns, frames);
        witnesses = new RetryWitnesses(vcpus, invalidators);
    }

    /** Those of {@code RetryInduction}. */
    List<Rule<RetryState>> ofRetrySpec() {
        List<Rule<RetryState>> rules = new ArrayList<>(List.of(
                new Rule.Invariant<>("RetryTypeOK", types::typeOk),
                new Rule.Invariant<>("RetryInv", this::retryInv),
                new Rule.Invariant<>("RetryMapsWhatHostMaps", this::mapsWhatHostMaps),
                new Rule.Invariant<>("RetryNoMappingInRange", this::noMappingInRange),
                new Rule.Invariant<>("RetrySeqTellsCompletion", this::seqTellsCompletion)));
        rules.addAll(witnesses.ofProtocol());
        return rules;
    }

    /** Those of {@code MmuSeqWidth}. */
    List<Rule<RetryState>> ofWidthSpec(int fullTurn, int limit, int start) {
        List<Rule<RetryState>> rules = new ArrayList<>(List.of(
                new Rule.Invariant<>(
                        "WidthTypeOK",
                        s -> s.mmuInvalidateSeq() < fullTurn
                                && eachVcpu(v -> s.faultMmuSeq(v) < fullTurn && s.completed(v) <= limit)),
                new Rule.Invariant<>(
                        "WrongUnchangedNeedsFullTurn",
                        s -> eachVcpu(v -> !s.isLive(v)
                                || s.faultMmuSeq(v) != s.mmuInvalidateSeq()
                                || s.completed(v) == 0
                                || s.completed(v) == fullTurn)),
                new Rule.Invariant<>("NoSnapshotIsZero", s -> eachVcpu(v -> s.faultMmuSeq(v) != 0)),
                new Rule.Invariant<>("RetryMapsWhatHostMaps", this::mapsWhatHostMaps),
                new Rule.Invariant<>("RetryNoMappingInRange", this::noMappingInRange),
                new Rule.Invariant<>("RetrySeqTellsCompletion", this::seqTellsCompletion)));
        rules.addAll(witnesses.ofProtocol());
        rules.addAll(witnesses.ofWidth(fullTurn, limit, start));
        return rules;
    }

    private boolean mapsWhatHostMaps(RetryState s) {
        return eachGfn(g -> s.sptePfn(g) == NO_PFN || s.sptePfn(g) == s.hostPfn(g));
    }

    private boolean noMappingInRange(RetryState s) {
        return eachGfn(g -> s.sptePfn(g) == NO_PFN || !inSomeRunning(s, g));
    }

    private boolean seqTellsCompletion(RetryState s) {
        return eachVcpu(v -> !s.isLive(v) || (s.faultMmuSeq(v) == s.mmuInvalidateSeq()) == (s.completed(v) == 0));
    }

    private boolean retryInv(RetryState s) {
        return inProgressIsExact(s)
                && rangeCoversAll(s)
                && mapsWhatHostMaps(s)
                && noMappingInRange(s)
                && lockIsExact(s)
                && seqTellsCompletion(s)
                && eachVcpu(v -> foundPageIsHosts(s, v) && testedPageIsHosts(s, v));
    }

    private boolean inProgressIsExact(RetryState s) {
        return s.mmuInvalidateInProgress()
                == IntStream.range(0, invalidators).filter(s::isRunning).count();
    }

    private boolean rangeCoversAll(RetryState s) {
        return (s.mmuInvalidateInProgress() == 0) == !MmuNotifier.hasRange(s)
                && eachGfn(g -> !inSomeRunning(s, g) || MmuNotifier.inRange(s, g));
    }

    private boolean lockIsExact(RetryState s) {
        return s.mmuLockWriter() == NotifierState.NO_WRITER
                && eachVcpu(v -> s.readsMmuLock(v) == (s.faultStep(v) == FaultStep.MAP));
    }

    private boolean foundPageIsHosts(RetryState s, int v) {
        return s.faultStep(v) != FaultStep.STALE
                || s.completed(v) != 0
                || inSomeRunning(s, s.faultGfn(v))
                || s.hostPfn(s.faultGfn(v)) == s.faultPfn(v);
    }

    private boolean testedPageIsHosts(RetryState s, int v) {
        return s.faultStep(v) != FaultStep.MAP
                || s.hostPfn(s.faultGfn(v)) == s.faultPfn(v) && !inSomeRunning(s, s.faultGfn(v));
    }

    private boolean inSomeRunning(RetryState s, int gfn) {
        return s.inSomeRunning(invalidators, gfn);
    }

    private boolean eachVcpu(IntPredicate holds) {
        return IntStream.range(0, vcpus).allMatch(holds);
    }

    private boolean eachGfn(IntPredicate holds) {
        return gfns.stream().allMatch(holds::test);
    }
}
