package org.pfnproof.engine.explorer;

import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildOutcome;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.explorer.child.ExplorerReport;
import org.pfnproof.engine.explorer.child.ExplorerRequest;
import org.pfnproof.engine.source.Comments;
import org.pfnproof.engine.source.InputsHash;
import org.pfnproof.engine.twin.ProtocolFactory;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.TraceFormatException;
import org.pfnproof.trace.TraceJson;

/**
 * Explores the reference implementation of a model, outside this JVM; short runs share one. A property or witness that the implementation does not
 * state makes a run inconclusive, unless another one is violated; its numbers of states are given all the same.
 */
public final class ExplorerEngine implements Engine {

    private final ExplorerProcess process;
    private final int threads;

    /**
     * An engine.
     *
     * @param factory makes the reference implementations
     * @param runner starts the JVMs
     * @param threads how many threads each search has
     */
    public ExplorerEngine(Class<? extends ProtocolFactory> factory, ChildRunner runner, int threads) {
        this.process = new ExplorerProcess(factory, runner);
        this.threads = threads;
    }

    @Override
    public String version() {
        return ExplorerProcess.VERSION;
    }

    /** Whatever the reference implementations are made of is a part of this program. */
    @Override
    public Optional<String> inputs(Run run) {
        return Optional.of("explorer");
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public RunResult run(Run run, Limits limits, ProgressListener progress) throws InterruptedException {
        ExplorerRequest request =
                process.request(run, rules(run), run.model().deadlock(), false, Integer.MAX_VALUE, threads);
        ChildOutcome outcome = process.run(run, request, limits, progress);
        Optional<String> failure = ExplorerProcess.failure(outcome);
        if (failure.isPresent()) {
            return failed(run, outcome, failure.get());
        }
        try {
            return result(run, request, ExplorerProcess.report(outcome), outcome);
        } catch (JsonParseException | TraceFormatException e) {
            return failed(run, outcome, ExplorerProcess.unreadable(e));
        }
    }

    private RunResult result(Run run, ExplorerRequest request, ExplorerReport report, ChildOutcome outcome)
            throws TraceFormatException {
        Verdict verdict = Judgement.of(run.model(), report);
        Optional<Counterexample> counterexample = verdict instanceof Verdict.Violated
                ? Optional.of(counterexample(run, request, report.violation().get(0)))
                : Optional.empty();
        List<String> unknown = Judgement.unknown(run.model(), report);
        List<String> notes = verdict instanceof Verdict.Violated && !unknown.isEmpty()
                ? List.of("Not looked at, because the reference implementation does not state it: "
                        + String.join(", ", unknown) + ".")
                : List.of();
        return new RunResult(
                        run,
                        version(),
                        verdict,
                        report.distinct() == 0
                                ? Optional.empty()
                                : Optional.of(
                                        new RunResult.States(report.distinct(), report.generated(), report.depth())),
                        report.actions(),
                        report.witnesses(),
                        counterexample,
                        notes,
                        outcome.command(),
                        outcome.time(),
                        List.of(),
                        report.memory() == 0 ? OptionalLong.empty() : OptionalLong.of(report.memory()),
                        false)
                .withPinNote();
    }

    private RunResult failed(Run run, ChildOutcome outcome, String reason) {
        return RunResult.inconclusive(run, version(), reason, outcome.command(), outcome.time());
    }

    /** A variant's own property first: of equally short violations, the one that is expected is reported. */
    private static List<String> rules(Run run) {
        List<String> properties =
                run.model().properties().stream().map(Property::id).toList();
        return Stream.of(
                        run.expectedViolation().stream().filter(properties::contains),
                        properties.stream(),
                        run.model().witnesses().stream().map(Property::id))
                .flatMap(ids -> ids)
                .distinct()
                .toList();
    }

    private Counterexample counterexample(Run run, ExplorerRequest request, ExplorerReport.Shown shown)
            throws TraceFormatException {
        String inputs = request.subject().toString();
        return new Counterexample(
                Counterexample.Kind.TRACE,
                run.model().id(),
                run.variant().map(Variant::id),
                run.model().profile(),
                run.model().bounds(),
                version(),
                shown.property(),
                InputsHash.of(Comments.TLA, Map.of("subject.json", inputs)),
                TraceJson.readState(shown.initial()),
                TraceJson.readSteps(shown.steps()),
                OptionalInt.empty(),
                Optional.empty());
    }
}
