package org.pfnproof.engine.alloy;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import edu.mit.csail.sdg.alloy4.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.alloy.child.AlloyChild;
import org.pfnproof.engine.alloy.child.AlloyReport;
import org.pfnproof.engine.alloy.child.AlloyReport.Found;
import org.pfnproof.engine.alloy.child.AlloyRequest;
import org.pfnproof.engine.child.ChildJob;
import org.pfnproof.engine.child.ChildOutcome;
import org.pfnproof.engine.child.ChildOutcome.End;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.child.ClassLocation;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.TraceFormatException;
import org.pfnproof.trace.TraceJson;

/**
 * Decides models whose spec is in Alloy. Each run has a JVM of its own, because nothing else stops a solver.
 *
 * <p>A model's properties are check commands of its root module, its witnesses are run commands. There is no state space to count
 * and no progress to tell of.
 */
public final class AlloyEngine implements Engine {

    /** Formulas are walked recursively; runs are short, so that a thorough compiler would cost more than it gives. */
    static final List<String> JVM_OPTIONS = List.of(
            "-Xss16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

    private final Path specs;
    private final ChildRunner runner;

    /**
     * An engine for the specs of one catalogue.
     *
     * @param specs the folder that holds {@code alloy}
     * @param runner starts the JVMs
     */
    public AlloyEngine(Path specs, ChildRunner runner) {
        this.specs = specs;
        this.runner = runner;
    }

    @Override
    public String version() {
        return "Alloy " + Version.getShortversion();
    }

    @Override
    public Optional<String> inputs(Run run) {
        Sources sources = Sources.of(specs, run);
        return sources.problems().isEmpty()
                ? Optional.of(
                        sources.root() + " " + sources.hash(sources.files().keySet()))
                : Optional.empty();
    }

    @Override
    public RunResult run(Run run, Limits limits, ProgressListener progress) throws InterruptedException {
        Sources sources = sources(run);
        if (!sources.problems().isEmpty()) {
            return result(run, broken(sources.problems()), Optional.empty(), "", Duration.ZERO);
        }
        ChildOutcome outcome = outcome(run, limits, sources, enough(run));
        if (hasFailed(outcome)) {
            return result(run, inconclusive(failure(outcome)), Optional.empty(), outcome.command(), outcome.time());
        }
        return result(run, sources, outcome, outcome.result().get());
    }

    Sources sources(Run run) {
        return Sources.of(specs, run);
    }

    /**
     * Solves the commands in a process.
     *
     * @param enough names of checks after which no further one is solved if it has a counterexample
     */
    ChildOutcome outcome(Run run, Limits limits, Sources sources, List<String> enough) throws InterruptedException {
        return runner.run(job(run, limits, sources, enough), message -> {});
    }

    static boolean hasFailed(ChildOutcome outcome) {
        return !(outcome.end() instanceof End.Exited exited)
                || exited.code() != 0
                || outcome.result().isEmpty();
    }

    private static List<String> enough(Run run) {
        return run.variant().flatMap(Variant::violates).map(Property::id).stream()
                .toList();
    }

    private RunResult result(Run run, Sources sources, ChildOutcome outcome, JsonObject json) {
        try {
            AlloyReport report = new Gson().fromJson(json, AlloyReport.class);
            Judgement judgement = Judgement.of(run, report, sources);
            Optional<Counterexample> counterexample = judgement.found().isPresent()
                    ? Optional.of(counterexample(
                            run, judgement.found().get(), judgement.verdict(), sources.hash(report.files())))
                    : Optional.empty();
            return result(run, judgement, counterexample, outcome.command(), outcome.time());
        } catch (JsonParseException | TraceFormatException e) {
            String reason = "Alloy's process handed back something unreadable: " + e.getMessage();
            return result(run, inconclusive(reason), Optional.empty(), outcome.command(), outcome.time());
        }
    }

    private static ChildJob job(Run run, Limits limits, Sources sources, List<String> enough) {
        AlloyRequest request = new AlloyRequest(
                sources.root(),
                run.variant().map(variant -> Sources.fileOf(run.model().spec())).stream()
                        .toList(),
                checks(run),
                enough);
        return job(request, sources.forChild(), limits);
    }

    static ChildJob job(AlloyRequest request, Map<String, String> files, Limits limits) {
        return new ChildJob(
                classPath(),
                AlloyChild.class.getName(),
                JVM_OPTIONS,
                limits.heap(),
                limits.timeout(),
                files,
                new Gson().toJsonTree(request).getAsJsonObject());
    }

    /** Gson comes before Alloy's jar, which has an older one inside. */
    static List<Path> classPath() {
        return List.of(
                ClassLocation.of(AlloyChild.class), ClassLocation.of(Gson.class), ClassLocation.of(Version.class));
    }

    /**
     * The checks in the model's order, a variant's own before all others: if it is violated, as it should be, there is no need to
     * solve the rest.
     */
    private static List<String> checks(Run run) {
        Stream<Property> own = run.variant().flatMap(Variant::violates).stream();
        return Stream.concat(own, run.model().properties().stream())
                .map(Property::id)
                .distinct()
                .toList();
    }

    static String failure(ChildOutcome outcome) {
        End end = outcome.end();
        String reason = "Alloy's process " + end;
        if (end instanceof End.TimedOut || end instanceof End.OutOfMemory) {
            return reason + "; allow it more, or lower the scopes";
        }
        return end instanceof End.Exited
                ? reason
                        + outcome.errors().stream()
                                .findFirst()
                                .map(line -> ": " + line)
                                .orElse("")
                : reason;
    }

    private Counterexample counterexample(Run run, Found found, Verdict verdict, String hash)
            throws TraceFormatException {
        Counterexample.Kind kind = Counterexample.Kind.valueOf(found.kind());
        return new Counterexample(
                kind,
                run.model().id(),
                run.variant().map(variant -> variant.id()),
                run.model().profile(),
                run.model().bounds(),
                version(),
                verdict instanceof Verdict.Violated violated ? violated.property() : "",
                hash,
                TraceJson.readState(found.initial()),
                TraceJson.readSteps(found.steps()),
                found.loop().isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(found.loop().get(0)),
                kind == Counterexample.Kind.INSTANCE ? Optional.of(found.predicate()) : Optional.empty());
    }

    private static Judgement broken(List<Problem> problems) {
        return new Judgement(new Verdict.Broken(problems), Map.of(), Optional.empty(), List.of());
    }

    private static Judgement inconclusive(String reason) {
        return new Judgement(new Verdict.Inconclusive(reason), Map.of(), Optional.empty(), List.of());
    }

    private RunResult result(
            Run run, Judgement judgement, Optional<Counterexample> counterexample, String command, Duration time) {
        return new RunResult(
                run,
                version(),
                judgement.verdict(),
                Optional.empty(),
                Map.of(),
                judgement.witnesses(),
                counterexample,
                judgement.notes(),
                command,
                time,
                List.of(),
                OptionalLong.empty(),
                false);
    }
}
