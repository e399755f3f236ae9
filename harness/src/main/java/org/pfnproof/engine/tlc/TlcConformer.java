package org.pfnproof.engine.tlc;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.tlc.TlcProcess.TwinOutcome;
import org.pfnproof.engine.tlc.child.TlcAnswer;
import org.pfnproof.engine.twin.Conformer;
import org.pfnproof.engine.twin.Conformity;
import org.pfnproof.engine.twin.ProtocolFactory;
import org.pfnproof.engine.twin.TwinReport;
import org.pfnproof.engine.twin.TwinRequest;

/**
 * Compares specs with reference implementations by means of TLC: one JVM for each comparison, in which both walk side by side.
 * Symmetry is left out and no property is checked, so that every state and every step is seen; of a variant, those up to the states that violate
 * what the variant violates. Where values outgrow the packed state, the comparison is made again up to the states that violate any of
 * the model's invariants.
 */
public final class TlcConformer implements Conformer {

    private final Path specs;
    private final TlcProcess process;
    private final Class<? extends ProtocolFactory> factory;

    /**
     * A conformer for the specs of one repository.
     *
     * @param specs the folder that holds {@code tla} and {@code variants}
     * @param jar the TLC to use
     * @param children runs its JVMs
     * @param factory makes the reference implementations, here and in those JVMs
     */
    public TlcConformer(Path specs, TlcJar jar, ChildRunner children, Class<? extends ProtocolFactory> factory) {
        this.specs = specs;
        this.process = new TlcProcess(jar, children);
        this.factory = factory;
    }

    @Override
    public String version() {
        return process.jar().name();
    }

    /** A reference implementation that cannot be made is there, and is told with the comparison. */
    @Override
    public boolean covers(Run run) {
        if (run.model().engine() != Model.EngineKind.TLC) {
            return false;
        }
        try {
            return TwinRequest.of(run, factory).create().isPresent();
        } catch (RuntimeException e) {
            return true;
        }
    }

    @Override
    public Conformity compare(Run run, Limits limits, ProgressListener progress) throws InterruptedException {
        Instant start = Instant.now();
        Run bare = new Run(bare(run.model()), run.variant());
        SpecSources sources = SpecSources.read(McFiles.roots(run), folders(run));
        List<Problem> problems = new ArrayList<>(RunCheck.problems(run));
        problems.addAll(sources.problems());
        if (!problems.isEmpty()) {
            return failed(run, new Verdict.Broken(problems), start);
        }
        List<Property> boundary = run.boundary().stream().toList();
        TwinOutcome outcome = walk(run, bare, boundary, sources, limits, progress);
        List<Property> invariants = invariants(run.model());
        if (overflow(outcome).isPresent() && !boundary.containsAll(invariants)) {
            outcome = walk(run, bare, invariants, sources, limits, progress);
        }
        Optional<String> overflow = overflow(outcome);
        if (overflow.isPresent()) {
            return failed(run, new Verdict.Inconclusive(overflow.get()), start);
        }
        if (outcome.report().filter(report -> !report.differences().isEmpty()).isPresent()) {
            return compared(run, outcome.report().get(), start);
        }
        if (outcome.report().isEmpty() || outcome.tlc().answer().isEmpty()) {
            return failed(run, outcome.tlc().failure().orElseThrow(), start);
        }
        TlcAnswer answer = outcome.tlc().answer().get();
        Verdict verdict = TlcVerdict.of(bare.model(), answer);
        // Nobody counted actions, so they look as if they were never taken.
        if (!(verdict instanceof Verdict.Holds) && !(verdict instanceof Verdict.Vacuous)) {
            return failed(run, located(verdict, sources), start);
        }
        return counted(run, outcome.report().get(), answer, start);
    }

    private TwinOutcome walk(
            Run run, Run bare, List<Property> boundary, SpecSources sources, Limits limits, ProgressListener progress)
            throws InterruptedException {
        return process.runBeside(
                TlcRun.request(bare, boundary, List.of(), false, Optional.empty()),
                TwinRequest.of(run, factory).upTo(boundary).comparing(said(run.model())),
                factory,
                sources.files(),
                McFiles.ofGraph(bare, boundary),
                limits,
                TlcRun.length(run.model()),
                message -> tell(progress, run, message));
    }

    private static Optional<String> overflow(TwinOutcome outcome) {
        return outcome.report().flatMap(TwinReport::overflow);
    }

    /** Liveness says nothing of a state or step, and a refinement nothing that is evaluated in one. */
    private static List<Property> said(Model model) {
        return Stream.concat(
                        model.properties().stream()
                                .filter(property -> property.kind() == Property.Kind.INVARIANT
                                        || property.kind() == Property.Kind.ACTION),
                        model.witnesses().stream())
                .toList();
    }

    private static List<Property> invariants(Model model) {
        return model.properties().stream()
                .filter(property -> property.kind() == Property.Kind.INVARIANT)
                .toList();
    }

    /** TLC's own count guards against steps that it did not tell. */
    private Conformity counted(Run run, TwinReport report, TlcAnswer answer, Instant start) {
        long distinct = answer.states().orElseThrow().distinct();
        return distinct == report.states()
                ? compared(run, report, start)
                : failed(
                        run,
                        new Verdict.Inconclusive("TLC counts " + distinct + " distinct states, but told of "
                                + report.states() + "; a constraint in the spec may have cut some off."),
                        start);
    }

    private Conformity compared(Run run, TwinReport report, Instant start) {
        return new Conformity(run, version(), Optional.of(report), Optional.empty(), since(start));
    }

    private Conformity failed(Run run, Verdict verdict, Instant start) {
        return new Conformity(run, version(), Optional.empty(), Optional.of(verdict), since(start));
    }

    private static Verdict located(Verdict verdict, SpecSources sources) {
        return verdict instanceof Verdict.Broken broken
                ? new Verdict.Broken(
                        broken.problems().stream().map(sources::located).toList())
                : verdict;
    }

    private static void tell(ProgressListener progress, Run run, JsonObject message) {
        progress.progress(
                run,
                message.get("distinct").getAsLong(),
                message.get("generated").getAsLong(),
                message.get("queue").getAsLong());
    }

    /** The state space and nothing else. */
    private static Model bare(Model model) {
        return new Model(
                model.id(),
                model.title(),
                model.description(),
                model.profile(),
                model.engine(),
                model.suite(),
                model.spec(),
                model.specification(),
                model.bounds(),
                model.substitutions(),
                List.of(),
                List.of(),
                List.of(),
                model.neverTaken(),
                false,
                new Model.Expectation(Optional.empty()),
                OptionalLong.empty(),
                model.heap(),
                model.timeout());
    }

    private List<Path> folders(Run run) {
        return TlcRun.folders(run, specs);
    }

    private static Duration since(Instant start) {
        return Duration.between(start, Instant.now());
    }
}
