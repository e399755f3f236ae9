package org.pfnproof.engine.explorer;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildJob;
import org.pfnproof.engine.child.ChildOutcome;
import org.pfnproof.engine.child.ChildOutcome.End;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.child.ClassLocation;
import org.pfnproof.engine.explorer.child.ExplorerChild;
import org.pfnproof.engine.explorer.child.ExplorerReport;
import org.pfnproof.engine.explorer.child.ExplorerRequest;
import org.pfnproof.engine.explorer.child.ProtocolSource;
import org.pfnproof.engine.explorer.child.ProtocolSource.Subject;
import org.pfnproof.engine.source.Comments;
import org.pfnproof.engine.source.InputsHash;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.TraceFormatException;
import org.pfnproof.trace.TraceJson;

/**
 * Explores the reference implementation of a model, each run in a JVM of its own. A property or witness that the implementation does not
 * state makes a run inconclusive, unless another one is violated; its numbers of states are given all the same.
 */
public final class ExplorerEngine implements Engine {

    /**
     * States and index lie in the old generation from the start; the young one has next to nothing to do. When an allocation fails the
     * search ends in an orderly way, so the JVM must not end by itself.
     */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC", "-Xmn8m", "-XX:PretenureSizeThreshold=64k", "-XX:-ExitOnOutOfMemoryError", "-Xss4m");

    private final Class<? extends ProtocolSource> source;
    private final ChildRunner runner;
    private final int threads;

    /**
     * An engine.
     *
     * @param source knows the reference implementations
     * @param runner starts the JVMs
     * @param threads how many threads each search has
     */
    public ExplorerEngine(Class<? extends ProtocolSource> source, ChildRunner runner, int threads) {
        this.source = source;
        this.runner = runner;
        this.threads = threads;
    }

    @Override
    public String version() {
        return "Explorer 1.0";
    }

    @Override
    public RunResult run(Run run, Limits limits, ProgressListener progress) throws InterruptedException {
        ExplorerRequest request = request(run);
        ChildOutcome outcome = runner.run(
                job(request, limits),
                message -> progress.progress(
                        run,
                        message.get("distinct").getAsLong(),
                        message.get("generated").getAsLong(),
                        message.get("queue").getAsLong()));
        if (!(outcome.end() instanceof End.Exited exited)
                || exited.code() != 0
                || outcome.result().isEmpty()) {
            return failed(run, outcome, failure(outcome));
        }
        try {
            ExplorerReport report = new Gson().fromJson(outcome.result().get(), ExplorerReport.class);
            return result(run, request, report, outcome);
        } catch (JsonParseException | TraceFormatException e) {
            return failed(run, outcome, "The explorer's JVM handed back something unreadable: " + e.getMessage());
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
                        outcome.time())
                .withPinNote();
    }

    private RunResult failed(Run run, ChildOutcome outcome, String reason) {
        return new RunResult(
                run,
                version(),
                new Verdict.Inconclusive(reason),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                outcome.command(),
                outcome.time());
    }

    private static String failure(ChildOutcome outcome) {
        String reason = "The explorer's JVM " + outcome.end();
        if (outcome.end() instanceof End.TimedOut) {
            return reason + "; give it more with --timeout.";
        } else if (outcome.end() instanceof End.OutOfMemory) {
            return reason + "; give it more with --heap.";
        }
        return reason
                + outcome.errors().stream().findFirst().map(line -> ": " + line).orElse(".");
    }

    private ChildJob job(ExplorerRequest request, Limits limits) {
        List<Path> classPath = Stream.of(ExplorerChild.class, source, Gson.class)
                .map(ClassLocation::of)
                .distinct()
                .toList();
        return new ChildJob(
                classPath,
                ExplorerChild.class.getName(),
                JVM_OPTIONS,
                limits.heap(),
                limits.timeout(),
                Map.of(),
                new Gson().toJsonTree(request).getAsJsonObject());
    }

    private ExplorerRequest request(Run run) {
        Subject subject = new Subject(
                run.model().spec(),
                run.model().specification(),
                run.model().profile(),
                run.model().bounds(),
                run.model().substitutions(),
                run.variant().map(Variant::id).orElse(""));
        return new ExplorerRequest(
                source.getName(),
                subject,
                run.model().symmetric(),
                rules(run),
                run.model().deadlock(),
                threads,
                modelValues(run.model().bounds()));
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

    /** An array of strings at the top level of the bounds is a set of model values. */
    private static List<String> modelValues(JsonObject bounds) {
        return bounds.asMap().values().stream()
                .filter(JsonArray.class::isInstance)
                .flatMap(array -> array.getAsJsonArray().asList().stream())
                .filter(element -> element.isJsonPrimitive()
                        && element.getAsJsonPrimitive().isString())
                .map(JsonElement::getAsString)
                .distinct()
                .toList();
    }

    private Counterexample counterexample(Run run, ExplorerRequest request, ExplorerReport.Shown shown)
            throws TraceFormatException {
        String inputs = new Gson().toJson(request.subject());
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
