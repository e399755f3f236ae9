package org.pfnproof.record;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.check.Toolbox;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.tlc.Inputs;
import org.pfnproof.replay.Minimal;
import org.pfnproof.replay.Replay;
import org.pfnproof.replay.Replayed;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.TraceFormatException;

/** Finds the counterexample of a subject: the shortest that there is, in its least form, and confirmed. */
public final class Recorder {

    private final Toolbox tools;
    private final Path specs;

    /**
     * A recorder.
     *
     * @param specs the folder {@code specs}
     */
    public Recorder(Toolbox tools, Path specs) {
        this.tools = tools;
        this.specs = specs;
    }

    /**
     * The counterexample.
     *
     * @throws RecordException if the engine finds another property violated, or none, or the counterexample is not confirmed
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Counterexample record(Subject subject, ProgressListener progress)
            throws RecordException, InterruptedException {
        Limits limits = new Limits(
                subject.run().model().timeout(), subject.run().model().heap());
        RunResult result = tools.engine(subject.engine()).run(subject.run(), limits, progress);
        boolean asExpected = result.verdict() instanceof Verdict.Violated violated
                && violated.property().equals(subject.property());
        if (!asExpected || result.counterexample().isEmpty()) {
            throw new RecordException(subject.run().id() + ": " + subject.property()
                    + " must be violated, but the verdict of " + result.engine() + " is " + result.verdict());
        }
        return confirmed(subject, result.counterexample().get());
    }

    private Counterexample confirmed(Subject subject, Counterexample found) throws RecordException {
        Counterexample least = confirmed(named(found, subject.run()), subject.run());
        return subject.engine() == EngineKind.EXPLORER
                ? least.withInputsHash(Inputs.hash(subject.run(), specs))
                : least;
    }

    /**
     * A counterexample in its least form, confirmed; as it is where there is no reference implementation.
     *
     * @throws RecordException if the reference implementation does not do the same
     */
    public static Counterexample confirmed(Counterexample named, Run run) throws RecordException {
        try {
            Counterexample least = Minimal.of(named, run).orElse(named);
            Optional<Replayed> replayed = Replay.of(least, run);
            if (replayed.isPresent() && replayed.get().outcome() != Replayed.Outcome.REPRODUCED) {
                throw new RecordException(run.id() + ": the counterexample of " + named.engine()
                        + " is not reproduced: " + replayed.get().message());
            }
            return least;
        } catch (TraceFormatException | IllegalArgumentException e) {
            throw new RecordException(run.id() + ": the counterexample of " + named.engine()
                    + " is none of the reference implementation: " + e.getMessage());
        }
    }

    /** TLC calls an action that a variant replaces by the replacement's name; the kernel function is the one that is replaced. */
    public static Counterexample named(Counterexample found, Run run) {
        Map<String, String> names = new HashMap<>();
        run.variant()
                .ifPresent(variant -> variant.overrides().forEach((name, replacement) -> names.put(replacement, name)));
        List<Step> steps = found.steps().stream()
                .map(step -> new Step(
                        step.actor(),
                        names.getOrDefault(step.action(), step.action()),
                        step.arguments(),
                        step.changed(),
                        step.state()))
                .toList();
        return found.withSteps(found.initial(), steps);
    }
}
