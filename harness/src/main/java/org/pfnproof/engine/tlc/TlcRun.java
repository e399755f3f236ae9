package org.pfnproof.engine.tlc;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.source.Comments;
import org.pfnproof.engine.source.InputsHash;
import org.pfnproof.engine.tlc.TlcProcess.Length;
import org.pfnproof.engine.tlc.child.TlcAnswer;
import org.pfnproof.engine.tlc.child.TlcAnswer.Behavior;
import org.pfnproof.engine.tlc.child.TlcRequest;
import org.pfnproof.trace.Counterexample;

/** One run from its checks before the start to its result: probes of the overrides, the search, and who is to blame. */
final class TlcRun {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** Fewer are searched before a better compiler has paid off: 48,388 take it twice the processor time, compiling included. */
    private static final long FEW_STATES = 100_000;

    private final Run run;
    private final Limits limits;
    private final ProgressListener listener;
    private final TlcProcess process;
    private final List<Path> folders;
    private final SpecSources sources;
    private final Optional<Distribution> distribution;
    private final Instant start = Instant.now();
    private final List<String> notes = new ArrayList<>();

    TlcRun(Run run, Limits limits, ProgressListener listener, TlcProcess process, Path specs) {
        this(run, limits, listener, process, specs, Optional.empty());
    }

    /**
     * A run.
     *
     * @param distribution if workers are to do it
     */
    TlcRun(
            Run run,
            Limits limits,
            ProgressListener listener,
            TlcProcess process,
            Path specs,
            Optional<Distribution> distribution) {
        this.distribution = distribution;
        this.run = run;
        this.limits = limits;
        this.listener = listener;
        this.process = process;
        this.folders = folders(run, specs);
        this.sources = sources(run, folders);
    }

    private static SpecSources sources(Run run, List<Path> folders) {
        return SpecSources.read(McFiles.roots(run), folders);
    }

    /** The hash of the modules that a run needs; empty if some are missing or cannot be read. */
    static Optional<String> inputs(Run run, Path specs) {
        SpecSources sources = sources(run, folders(run, specs));
        return sources.problems().isEmpty()
                ? Optional.of(InputsHash.of(Comments.TLA, sources.files()))
                : Optional.empty();
    }

    RunResult result() throws InterruptedException {
        boolean afterwards = distribution.isEmpty() && length() == Length.SHORT;
        Optional<Verdict> refusal = afterwards ? problems() : refusal();
        if (refusal.isPresent()) {
            return withoutAnswer(refusal.get());
        }
        TlcOutcome outcome = search(run.model().properties(), afterwards);
        boolean refused =
                outcome.answer().map(answer -> !answer.problems().isEmpty()).orElse(false);
        Optional<Verdict> unsound = afterwards && !refused ? probe(outcome.probes()) : Optional.empty();
        if (unsound.isPresent()) {
            return withoutAnswer(unsound.get());
        }
        if (outcome.answer().isEmpty()) {
            return withoutAnswer(outcome.failure().orElseThrow());
        }
        TlcAnswer answer = outcome.answer().get();
        if (answer.suspects().size() > 1) {
            return singleOut(answer);
        }
        return withAnswer(answer, TlcVerdict.of(run, answer));
    }

    /** Why the run is not begun, if something is wrong with it that a search would not show. */
    Optional<Verdict> refusal() throws InterruptedException {
        Optional<Verdict> problems = problems();
        return problems.isPresent() ? problems : probe(Map.of());
    }

    private Optional<Verdict> problems() {
        List<Problem> problems = new ArrayList<>(RunCheck.problems(run));
        problems.addAll(sources.problems());
        return problems.isEmpty() ? Optional.empty() : Optional.of(new Verdict.Broken(problems));
    }

    /**
     * Searches and notes the first violations of some properties on the way.
     *
     * @param properties those at whose violation TLC stops
     * @param watched those behind whose violation it goes on
     */
    TlcOutcome search(List<Property> properties, boolean deadlock, List<String> watched) throws InterruptedException {
        TlcRequest request =
                request(properties, List.of(), deadlock, Optional.empty()).watching(watched);
        return start(request, McFiles.of(run, properties, deadlock), length());
    }

    /**
     * Whether each of the variant's overrides has an effect at all.
     *
     * @param known answers of probes after a search: where such a one failed as it had to, it need not be made again
     */
    private Optional<Verdict> probe(Map<String, TlcAnswer> known) throws InterruptedException {
        Map<String, String> overrides = run.variant().map(Variant::overrides).orElse(Map.of());
        for (Map.Entry<String, String> override : new TreeMap<>(overrides).entrySet()) {
            Optional<TlcAnswer> answer = Optional.ofNullable(known.get(override.getKey()));
            Optional<Verdict> unsound =
                    answer.isPresent() && judged(override, answer.get()).isEmpty() ? Optional.empty() : probe(override);
            if (unsound.isPresent()) {
                return unsound;
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> probe(Map.Entry<String, String> override) throws InterruptedException {
        TlcRequest request = request(List.of(), List.of(), false, Optional.of(override.getKey()));
        TlcOutcome outcome = start(request, McFiles.of(run, List.of(), false), Length.SHORT);
        return outcome.answer().isPresent() ? judged(override, outcome.answer().get()) : outcome.failure();
    }

    private static Optional<Verdict> judged(Map.Entry<String, String> override, TlcAnswer answer) {
        return ProbeVerdict.of(override.getKey(), override.getValue(), answer);
    }

    private TlcOutcome search(List<Property> properties, boolean probes) throws InterruptedException {
        boolean all = properties.size() == run.model().properties().size();
        boolean deadlock = all && run.model().deadlock();
        List<Property> witnesses = all ? run.model().witnesses() : List.of();
        TlcRequest request = request(properties, witnesses, deadlock, Optional.empty());
        McFiles files = McFiles.of(run, properties, deadlock);
        if (distribution.isPresent()) {
            return process.serve(
                    distribution.get().request(request), sources.files(), files, limits, left(), this::progress);
        }
        boolean probing = probes && run.variant().isPresent();
        return start(
                probing
                        ? request.probingAfterwards(
                                McFiles.of(run, List.of(), false).config())
                        : request,
                files,
                length());
    }

    /** A variant's state space is about as large as its model's, and is left half-way where it must be violated. */
    private Length length() {
        return run.expectedViolation().isPresent() ? length(run.model(), 2 * FEW_STATES) : length(run.model());
    }

    static Length length(Model model) {
        return length(model, FEW_STATES);
    }

    /** What has no pin is mostly violated, and in the quick suite that is soon. */
    private static Length length(Model model, long few) {
        long unknown = model.suite() == Model.Suite.QUICK ? 0 : Long.MAX_VALUE;
        return model.distinctStates().orElse(unknown) < few ? Length.SHORT : Length.LONG;
    }

    private TlcOutcome start(TlcRequest request, McFiles root, Length length) throws InterruptedException {
        return process.run(request, sources.files(), root, limits, left(), length, this::progress);
    }

    private Duration left() {
        Duration left = limits.timeout().minus(Duration.between(start, Instant.now()));
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }

    /** TLC does not say which of several temporal properties is violated: each is tried alone, the expected one first. */
    private RunResult singleOut(TlcAnswer answer) throws InterruptedException {
        String expected = run.expectedViolation().orElse("");
        List<Property> suspects = run.model().properties().stream()
                .filter(property -> answer.suspects().contains(property.id()))
                .sorted(Comparator.comparing(property -> !property.id().equals(expected)))
                .toList();
        for (Property suspect : suspects) {
            TlcOutcome outcome = search(List.of(suspect), false);
            if (outcome.answer().isEmpty()) {
                return withoutAnswer(outcome.failure().orElseThrow());
            }
            TlcAnswer alone = outcome.answer().get();
            if (TlcVerdict.of(run.model(), alone) instanceof Verdict.Violated violated) {
                notes.add("TLC found one of " + String.join(", ", answer.suspects()) + " violated; checked alone, "
                        + suspect.id() + " is.");
                return withAnswer(alone, violated);
            }
        }
        return withAnswer(
                answer,
                new Verdict.Inconclusive("TLC reports that one of " + String.join(", ", answer.suspects())
                        + " is violated, but checked alone none is."));
    }

    private TlcRequest request(
            List<Property> properties, List<Property> witnesses, boolean deadlock, Optional<String> probe) {
        return request(run, properties, witnesses, deadlock, probe);
    }

    /** What TLC's JVM is asked to do for a run. */
    static TlcRequest request(
            Run run, List<Property> properties, List<Property> witnesses, boolean deadlock, Optional<String> probe) {
        Model model = run.model();
        Bounds bounds = new Bounds(model.bounds());
        List<String> constants = new ArrayList<>(bounds.constants());
        constants.addAll(bounds.modelValues());
        return new TlcRequest(
                McFiles.ROOT,
                model.specification(),
                deadlock,
                constants,
                List.copyOf(bounds.modelValues()),
                ids(properties.stream()
                        .filter(property -> property.kind() == Property.Kind.INVARIANT)
                        .toList()),
                ids(properties.stream()
                        .filter(property -> property.kind() != Property.Kind.INVARIANT)
                        .toList()),
                ids(witnesses),
                McFiles.replacements(run),
                run.variant()
                        .map(variant -> List.copyOf(variant.overrides().keySet()))
                        .orElse(List.of()),
                probe,
                probe.isPresent() ? Optional.empty() : model.observes(),
                List.of(),
                Optional.empty());
    }

    RunResult withoutAnswer(Verdict verdict) {
        return result(verdict, Optional.empty(), Optional.empty());
    }

    private RunResult withAnswer(TlcAnswer answer, Verdict verdict) {
        notes.addAll(TlcVerdict.remarks(answer));
        Optional<Counterexample> counterexample = verdict instanceof Verdict.Violated violated
                ? answer.behavior().map(behavior -> counterexample(violated.property(), behavior))
                : Optional.empty();
        return result(verdict, Optional.of(answer), counterexample);
    }

    private RunResult result(Verdict verdict, Optional<TlcAnswer> answer, Optional<Counterexample> counterexample) {
        RunResult result = new RunResult(
                run,
                engine(),
                located(verdict),
                answer.flatMap(TlcAnswer::states),
                answer.map(TlcAnswer::actions).orElse(Map.of()),
                answer.map(TlcAnswer::witnesses).orElse(Map.of()),
                counterexample,
                notes,
                process.byHand(limits.heap(), folders),
                Duration.between(start, Instant.now()),
                answer.map(TlcAnswer::observations).orElse(List.of()),
                OptionalLong.empty(),
                false);
        return result.withPinNote();
    }

    private String engine() {
        return process.jar().name() + (distribution.isPresent() ? DistributedTlcEngine.SUFFIX : "");
    }

    Verdict located(Verdict verdict) {
        return verdict instanceof Verdict.Broken broken
                ? new Verdict.Broken(
                        broken.problems().stream().map(sources::located).toList())
                : verdict;
    }

    private Counterexample counterexample(String property, Behavior behavior) {
        return new Counterexample(
                behavior.loop().isPresent() ? Counterexample.Kind.LASSO : Counterexample.Kind.TRACE,
                run.model().id(),
                run.variant().map(Variant::id),
                run.model().profile(),
                run.model().bounds(),
                engine(),
                property,
                Inputs.hash(run, sources),
                behavior.initial(),
                behavior.steps(),
                behavior.loop(),
                Optional.empty());
    }

    private void progress(JsonObject message) {
        if (message.has("event")) {
            distribution.ifPresent(workers -> event(workers, message));
            return;
        }
        listener.progress(
                run,
                message.get("distinct").getAsLong(),
                message.get("generated").getAsLong(),
                message.get("queue").getAsLong());
    }

    /** A worker that was lost changes nothing about the result, but is worth a note. */
    private void event(Distribution workers, JsonObject message) {
        String event = message.get("event").getAsString();
        workers.events().accept(event);
        if (message.has("lost")) {
            synchronized (notes) {
                notes.add(event);
            }
        }
    }

    static List<Path> folders(Run run, Path specs) {
        List<Path> folders = new ArrayList<>(List.of(specs.resolve("tla")));
        run.variant().map(Variant::folder).ifPresent(folders::add);
        return folders;
    }

    private static List<String> ids(List<Property> properties) {
        return properties.stream().map(Property::id).toList();
    }
}
