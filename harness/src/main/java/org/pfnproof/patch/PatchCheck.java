package org.pfnproof.patch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.check.Capacity;
import org.pfnproof.check.CheckListener;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.RunPool;
import org.pfnproof.check.Toolbox;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Refusals;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.source.Definitions;
import org.pfnproof.patch.ModelAnswer.Kind;

/**
 * Checks a patch on models, against the code as it is: every guard that a variant must pass is one for a patch, too. What a model does not
 * evaluate says nothing, and what a property itself depends on is not asked; both are told apart from what is wrong.
 */
public final class PatchCheck {

    private final Catalogue catalogue;
    private final Toolbox tools;
    private final CheckRequest request;
    private final RunPool pool;
    private final CheckListener listener;

    public PatchCheck(
            Catalogue catalogue, Toolbox tools, CheckRequest request, Capacity capacity, CheckListener listener) {
        this.catalogue = catalogue;
        this.tools = tools;
        this.request = request;
        this.pool = new RunPool(capacity, request);
        this.listener = listener;
    }

    /** Why a patch cannot be run; empty if it can. */
    public static Optional<PatchResult> refusal(Patch patch, Catalogue catalogue) {
        Originals originals = new Originals(patch, Definitions.read(catalogue.root()), catalogue.root());
        List<String> moved = originals.moved();
        List<Problem> problems = moved.isEmpty() ? originals.problems() : List.of();
        return moved.isEmpty() && problems.isEmpty()
                ? Optional.empty()
                : Optional.of(PatchResult.refused(patch, moved, problems));
    }

    /**
     * Runs a patch that is not refused.
     *
     * @throws InterruptedException if the calling thread is interrupted; no run goes on then
     */
    public PatchResult run(Patch patch, PatchModels models) throws InterruptedException {
        long start = System.nanoTime();
        List<ModelAnswer> answers = new ArrayList<>();
        // A mistake in the module shows in each model: once is enough.
        for (Model model : models.chosen().stream().limit(1).toList()) {
            answers.add(answer(patch, model));
        }
        if (answers.stream().noneMatch(answer -> answer.kind() == Kind.BROKEN)) {
            answers.addAll(answers(patch, models.chosen().stream().skip(1).toList()));
        }
        List<ModelAnswer> compared = against(patch, answers);
        return new PatchResult(
                patch,
                List.of(),
                problems(patch, models, compared),
                compared,
                models,
                Optional.empty(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private List<ModelAnswer> answers(Patch patch, List<Model> models) throws InterruptedException {
        Map<Run, ModelAnswer> answers =
                pool.each(runs(patch, models), run -> cost(run.model()), run -> answer(patch, run.model()));
        return ordered(answers, models);
    }

    private static List<Run> runs(Patch patch, List<Model> models) {
        return models.stream()
                .map(model -> new Run(model, Optional.of(patch.on(model, patch.overrides()))))
                .toList();
    }

    private static List<ModelAnswer> ordered(Map<Run, ModelAnswer> answers, List<Model> models) {
        List<String> ids = models.stream().map(Model::id).toList();
        return answers.values().stream()
                .sorted(Comparator.comparingInt(
                        answer -> ids.indexOf(answer.model().id())))
                .toList();
    }

    private static long cost(Model model) {
        return model.distinctStates().orElse(Long.MAX_VALUE);
    }

    /** Overrides that this model never evaluates are taken away one by one: without them its behaviours are the same. */
    private ModelAnswer answer(Patch patch, Model model) throws InterruptedException {
        Map<String, String> applied = new TreeMap<>(patch.overrides());
        listener.started(new Run(model, Optional.of(patch.on(model, applied))));
        ModelAnswer answer = answer(patch, model, applied);
        while (answer.kind() == Kind.NOT_CONCERNED && !applied.isEmpty()) {
            answer = answer(patch, model, applied);
        }
        answer.result().ifPresent(listener::finished);
        return answer;
    }

    private ModelAnswer answer(Patch patch, Model model, Map<String, String> applied) throws InterruptedException {
        RunResult result = run(new Run(model, Optional.of(patch.on(model, applied))));
        if (result.verdict() instanceof Verdict.Broken broken) {
            Set<String> idle = broken.problems().stream()
                    .flatMap(problem -> Refusals.notEvaluated(problem).stream())
                    .collect(Collectors.toSet());
            applied.keySet().removeAll(idle);
            Kind kind = !idle.isEmpty()
                    ? Kind.NOT_CONCERNED
                    : broken.problems().stream().allMatch(Refusals::isPropertyDepends) ? Kind.REFUSED : Kind.BROKEN;
            List<String> why = broken.problems().stream().map(Problem::toString).toList();
            return new ModelAnswer(model, kind, applied, Optional.of(result), Optional.empty(), why);
        }
        return new ModelAnswer(
                model, kind(result), applied, Optional.of(result), Optional.empty(), why(result.verdict()));
    }

    private static Kind kind(RunResult result) {
        return result.verdict() instanceof Verdict.Holds
                ? Kind.SAFE
                : result.verdict() instanceof Verdict.Violated ? Kind.BREAKS : Kind.UNDECIDED;
    }

    private static List<String> why(Verdict verdict) {
        if (verdict instanceof Verdict.Inconclusive inconclusive) {
            return List.of(inconclusive.reason());
        } else if (verdict instanceof Verdict.Vacuous vacuous) {
            return vacuous.reasons();
        } else if (verdict instanceof Verdict.Disagreement disagreement) {
            return List.of(disagreement.difference());
        }
        return List.of();
    }

    private RunResult run(Run run) throws InterruptedException {
        return tools.engine(EngineKind.TLC).run(run, limits(run.model()), listener);
    }

    private Limits limits(Model model) {
        return new Limits(
                request.timeout().orElse(model.timeout()), request.heap().orElse(model.heap()));
    }

    /** What breaks is looked at without the patch, and what holds everywhere is compared, graph by graph. */
    private List<ModelAnswer> against(Patch patch, List<ModelAnswer> answers) throws InterruptedException {
        List<ModelAnswer> counting =
                answers.stream().filter(ModelAnswer::counts).toList();
        boolean perhapsSame = !counting.isEmpty() && counting.stream().allMatch(PatchCheck::mayBeSame);
        AtomicBoolean differs = new AtomicBoolean(!perhapsSame);
        Map<String, ModelAnswer> byModel = answers.stream()
                .collect(Collectors.toMap(answer -> answer.model().id(), answer -> answer));
        List<Model> asked = counting.stream()
                .filter(answer -> answer.kind() == Kind.BREAKS || perhapsSame)
                .map(ModelAnswer::model)
                .toList();
        if (!asked.isEmpty()) {
            listener.comparing(asked.size());
        }
        Map<Run, ModelAnswer> compared = pool.each(
                runs(patch, asked),
                // The small ones first: one difference is enough.
                run -> -cost(run.model()),
                run -> {
                    ModelAnswer answer = byModel.get(run.model().id());
                    return answer.kind() == Kind.BREAKS ? beside(answer) : graphs(patch, answer, differs);
                });
        Map<String, ModelAnswer> all = new TreeMap<>(byModel);
        compared.values().forEach(answer -> all.put(answer.model().id(), answer));
        return answers.stream().map(answer -> all.get(answer.model().id())).toList();
    }

    /** The pinned number of states is that of the unchanged model. */
    private static boolean mayBeSame(ModelAnswer answer) {
        return answer.kind() == Kind.SAFE
                && answer.result()
                        .flatMap(RunResult::states)
                        .map(states -> answer.model().distinctStates().orElse(states.distinct()) == states.distinct())
                        .orElse(false);
    }

    /** A property that falls without the patch as well is not broken by it. */
    private ModelAnswer beside(ModelAnswer answer) throws InterruptedException {
        RunResult base = run(new Run(PatchModels.unchanged(answer.model(), catalogue), Optional.empty()));
        if (base.verdict() instanceof Verdict.Holds) {
            return answer.as(Kind.BREAKS, Optional.of(base), List.of());
        }
        return answer.as(
                Kind.BROKEN,
                Optional.of(base),
                List.of("Without the patch the model is " + base.verdict().label()
                        + ", so it says nothing about the patch. Mend the specs first: harness/pfnproof check "
                        + answer.model().id()));
    }

    private ModelAnswer graphs(Patch patch, ModelAnswer answer, AtomicBoolean differs) throws InterruptedException {
        if (differs.get()) {
            return answer;
        }
        Model model = answer.model();
        Optional<String> base = print(new Run(PatchModels.unchanged(model, catalogue), Optional.empty()));
        Optional<String> changed = base.isEmpty() || differs.get()
                ? Optional.empty()
                : print(new Run(model, Optional.of(patch.on(model, answer.applied()))));
        boolean same = changed.isPresent() && changed.equals(base);
        if (!same) {
            differs.set(true);
        }
        return same ? answer.as(Kind.SAME) : answer;
    }

    private Optional<String> print(Run run) throws InterruptedException {
        return tools.graphs().print(run, limits(run.model()), listener);
    }

    /** Each override must have had an effect somewhere, or nothing was checked of it. */
    private static List<Problem> problems(Patch patch, PatchModels models, List<ModelAnswer> answers) {
        if (answers.stream().anyMatch(answer -> answer.kind() == Kind.BROKEN)) {
            return List.of();
        }
        String more = models.later().isEmpty() ? "" : " A larger suite has more models: --suite full.";
        if (models.chosen().isEmpty()) {
            return List.of(Problem.of("There is no model that the patch applies to." + more));
        }
        if (answers.stream().noneMatch(ModelAnswer::counts)
                && answers.stream().anyMatch(answer -> answer.kind() == Kind.REFUSED)) {
            return answers.stream()
                    .filter(answer -> answer.kind() == Kind.REFUSED)
                    .flatMap(answer -> answer.details().stream())
                    .distinct()
                    .map(Problem::of)
                    .toList();
        }
        Set<String> idle = new TreeSet<>(patch.overrides().keySet());
        answers.stream()
                .filter(ModelAnswer::counts)
                .forEach(answer -> idle.removeAll(answer.applied().keySet()));
        return idle.stream()
                .map(name -> Problem.of("No model evaluates " + name + ", so nothing was checked of "
                        + patch.overrides().get(name) + "." + more))
                .toList();
    }
}
