package org.pfnproof.patch;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.check.ExitCode;
import org.pfnproof.conform.ConformResult;
import org.pfnproof.engine.RunResult;
import org.pfnproof.patch.ModelAnswer.Kind;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.Step;

/**
 * What is known of a patch.
 *
 * @param patch the patch
 * @param moved what has moved since it was written; then nothing was run
 * @param problems what is wrong with it as a whole
 * @param models what each model says
 * @param selection which models were run, and which not
 * @param twin how its Java half compares with it; empty if it has none, or nothing was decided
 * @param time wall-clock time
 */
public record PatchResult(
        Patch patch,
        List<String> moved,
        List<Problem> problems,
        List<ModelAnswer> models,
        PatchModels selection,
        Optional<ConformResult> twin,
        Duration time) {

    /** The answer, in one word. */
    public enum Answer {
        /** Every property holds within the bounds. */
        SAFE(ExitCode.OK),
        /** The state graph of every model is that of the unchanged code. */
        SAME(ExitCode.OK),
        /** A property is violated. */
        BREAKS(ExitCode.UNEXPECTED),
        /** A run gave no answer, and none shows a violation. */
        UNDECIDED(ExitCode.UNDECIDED),
        /** The specs have moved since the patch was written. */
        ROTTEN(ExitCode.UNUSABLE),
        /** The patch is wrong, or has no effect. */
        BROKEN(ExitCode.UNUSABLE);

        private final ExitCode exit;

        Answer(ExitCode exit) {
            this.exit = exit;
        }

        /** What the process exits with. */
        public ExitCode exit() {
            return exit;
        }
    }

    /** A race of several actors tells most: a vCPU, an invalidator, the host. Of such, the shortest. */
    private static final Comparator<ModelAnswer> EXAMPLE = Comparator.<ModelAnswer>comparingLong(
                    answer -> -Math.min(actors(answer), 3))
            .thenComparingInt(
                    answer -> trace(answer).map(Counterexample::length).orElse(Integer.MAX_VALUE));

    public PatchResult {
        moved = List.copyOf(moved);
        problems = List.copyOf(problems);
        models = List.copyOf(models);
    }

    /** A patch that cannot be run. */
    public static PatchResult refused(Patch patch, List<String> moved, List<Problem> problems) {
        return new PatchResult(
                patch,
                moved,
                problems,
                List.of(),
                new PatchModels(List.of(), List.of(), Map.of()),
                Optional.empty(),
                Duration.ZERO);
    }

    /** What the process exits with. */
    public ExitCode exit() {
        return ExitCode.worst(
                Stream.concat(Stream.of(answer().exit()), twin.stream().map(ConformResult::exit)));
    }

    /** The answer. */
    public Answer answer() {
        if (!moved.isEmpty()) {
            return Answer.ROTTEN;
        } else if (!problems.isEmpty() || has(Kind.BROKEN)) {
            return Answer.BROKEN;
        } else if (has(Kind.BREAKS)) {
            return Answer.BREAKS;
        } else if (has(Kind.UNDECIDED)) {
            return Answer.UNDECIDED;
        }
        Set<Kind> kinds = counting().stream().map(ModelAnswer::kind).collect(Collectors.toSet());
        // Nothing that was run may not be called safe.
        return kinds.isEmpty() ? Answer.BROKEN : kinds.equals(Set.of(Kind.SAME)) ? Answer.SAME : Answer.SAFE;
    }

    /** The same with another form of a counterexample. */
    public PatchResult with(ModelAnswer answer, Counterexample other) {
        List<ModelAnswer> changed = models.stream()
                .map(one -> one.equals(answer) ? one.with(other) : one)
                .toList();
        return new PatchResult(patch, moved, problems, changed, selection, twin, time);
    }

    /** The same with what comparing its two halves came to. */
    public PatchResult with(ConformResult conformity) {
        return new PatchResult(patch, moved, problems, models, selection, Optional.of(conformity), time);
    }

    /** The models that say something about the patch. */
    public List<ModelAnswer> counting() {
        return models.stream().filter(ModelAnswer::counts).toList();
    }

    /** Those of one kind. */
    public List<ModelAnswer> of(Kind kind) {
        return models.stream().filter(answer -> answer.kind() == kind).toList();
    }

    /** The violation that is worth showing: of the property that falls in most models. */
    public Optional<ModelAnswer> example() {
        Map<String, Long> models = of(Kind.BREAKS).stream()
                .flatMap(answer -> answer.violated().stream())
                .collect(Collectors.groupingBy(property -> property, Collectors.counting()));
        return of(Kind.BREAKS).stream()
                .filter(answer -> trace(answer).isPresent())
                .min(Comparator.<ModelAnswer>comparingLong(
                                answer -> -answer.violated().map(models::get).orElse(0L))
                        .thenComparing(EXAMPLE));
    }

    private boolean has(Kind kind) {
        return !of(kind).isEmpty();
    }

    private static Optional<Counterexample> trace(ModelAnswer answer) {
        return answer.result().flatMap(RunResult::counterexample);
    }

    private static long actors(ModelAnswer answer) {
        return trace(answer).stream()
                .flatMap(found -> found.steps().stream())
                .map(Step::actor)
                .distinct()
                .count();
    }
}
