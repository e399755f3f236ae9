package org.pfnproof.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.RecordedKills;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.agree.Answer;
import org.pfnproof.engine.agree.Answers;
import org.pfnproof.engine.agree.PropertyChecker;

/**
 * Decides every property of the models of variants. Safety is decided by the explorer, in one search, where there is a reference
 * implementation; everything else by the model's own engine.
 */
public final class KillMatrixMaker {

    private static final String DEADLOCK = "Deadlock";

    /**
     * Behind a violation a state space may have no end: the explorer stops in order when so many MiB are full, which is beyond every
     * model that has an end.
     */
    private static final int EXPLORER_HEAP = 96;

    private final Toolbox tools;
    private final CheckRequest request;
    private final CheckListener listener;

    KillMatrixMaker(Toolbox tools, CheckRequest request, CheckListener listener) {
        this.tools = tools;
        this.request = request;
        this.listener = listener;
    }

    /** What a row is about before it is filled. */
    private record Subject(Run run, Optional<Property> named, boolean first) {}

    /** The runs that make the rows of some variants. */
    public static List<Run> runs(Catalogue catalogue, List<Variant> variants) {
        return subjects(catalogue, variants).stream().map(Subject::run).toList();
    }

    private static List<Subject> subjects(Catalogue catalogue, List<Variant> variants) {
        Map<Run, Subject> subjects = new LinkedHashMap<>();
        for (Variant variant : variants) {
            variant.models()
                    .forEach(model ->
                            put(subjects, new Subject(new Run(model, Optional.of(variant)), variant.violates(), true)));
            catalogue.kills().also().stream()
                    .filter(also -> also.variant().equals(variant))
                    .forEach(also -> put(subjects, subject(also)));
        }
        return List.copyOf(subjects.values());
    }

    private static Subject subject(RecordedKills.Also also) {
        return new Subject(new Run(also.model(), Optional.of(also.variant())), Optional.of(also.property()), false);
    }

    private static void put(Map<Run, Subject> subjects, Subject subject) {
        subjects.putIfAbsent(subject.run(), subject);
    }

    KillMatrix make(Catalogue catalogue, List<Variant> variants, Capacity capacity) throws InterruptedException {
        List<Subject> subjects = subjects(catalogue, variants);
        Map<Run, Subject> byRun = new LinkedHashMap<>();
        subjects.forEach(subject -> byRun.put(subject.run(), subject));
        Map<Run, KillRow> rows = new RunPool(capacity, request)
                .each(List.copyOf(byRun.keySet()), RunQueue::cost, run -> {
                    listener.started(run);
                    KillRow row = row(byRun.get(run));
                    listener.finished(row);
                    return row;
                });
        return new KillMatrix(
                catalogue,
                subjects.stream().map(subject -> rows.get(subject.run())).toList(),
                variants.size() == catalogue.variants().size());
    }

    private KillRow row(Subject subject) throws InterruptedException {
        Run run = subject.run();
        Model model = run.model();
        Map<String, Answer> answers = new LinkedHashMap<>();
        Map<String, String> open = new LinkedHashMap<>();
        List<String> safety = Stream.concat(
                        model.properties().stream()
                                .filter(property -> property.kind().isSafety())
                                .map(Property::id),
                        model.deadlock() ? Stream.of(DEADLOCK) : Stream.empty())
                .toList();
        boolean explored =
                model.engine() != EngineKind.ALLOY && tools.conformer().covers(run);
        Optional<String> broken = Optional.empty();
        if (explored) {
            broken = ask(tools.verdicts().implementation(), run, safety, EXPLORER_HEAP, answers, open);
        }
        List<String> rest = rest(model, explored ? safety : List.of());
        if (!rest.isEmpty()) {
            Optional<String> other = ask(tools.properties(model.engine()), run, rest, model.heap(), answers, open);
            broken = broken.or(() -> other);
        }
        String by = explored ? "explorer" : model.engine() == EngineKind.ALLOY ? "alloy" : "tlc";
        return new KillRow(run, subject.named(), subject.first(), by, answers, open, broken);
    }

    private static List<String> rest(Model model, List<String> decided) {
        LinkedHashSet<String> rest = new LinkedHashSet<>(
                model.properties().stream().map(Property::id).toList());
        if (model.deadlock() && model.engine() == EngineKind.TLC) {
            rest.add(DEADLOCK);
        }
        decided.forEach(rest::remove);
        return List.copyOf(rest);
    }

    /** Asks, and says what is wrong with the run itself, if the search fails of it. */
    private Optional<String> ask(
            PropertyChecker checker,
            Run run,
            List<String> properties,
            int heap,
            Map<String, Answer> answers,
            Map<String, String> open)
            throws InterruptedException {
        Limits limits = new Limits(
                request.timeout().orElse(run.model().timeout()), request.heap().orElse(heap));
        Answers found;
        try {
            found = checker.answers(run, properties, limits, listener);
        } catch (RuntimeException e) {
            found = Answers.failed(
                    new Verdict.Broken(List.of(Problem.of("pfnproof itself failed, which is a defect of it: " + e))));
        }
        answers.putAll(found.properties());
        String reason = found.unbounded()
                ? "behind the violation of another one there is no end of states"
                : found.failure().map(KillMatrixMaker::text).orElse("no answer");
        properties.stream().filter(id -> !answers.containsKey(id)).forEach(id -> open.put(id, reason));
        return found.failure().filter(Verdict.Broken.class::isInstance).map(KillMatrixMaker::text);
    }

    private static String text(Verdict verdict) {
        if (verdict instanceof Verdict.Broken broken) {
            return broken.problems().get(0).toString();
        }
        return verdict instanceof Verdict.Inconclusive inconclusive ? inconclusive.reason() : verdict.label();
    }
}
