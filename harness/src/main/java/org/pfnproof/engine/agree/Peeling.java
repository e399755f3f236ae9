package org.pfnproof.engine.agree;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pfnproof.catalogue.Model;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;

/**
 * Decides properties one by one with an engine that stops at the first violation: it is run again without the violated property
 * until all that are left hold. The engine searches breadth first, so what it finds first of a property is nearest, whichever
 * properties it looks at beside it; that takes one run more than there are violated properties, and not one for each.
 */
public final class Peeling implements PropertyChecker {

    private static final String DEADLOCK = "Deadlock";
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Engine engine;

    public Peeling(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String version() {
        return engine.version();
    }

    @Override
    public Answers answers(Run run, List<String> properties, Limits limits, ProgressListener progress)
            throws InterruptedException {
        Instant start = Instant.now();
        List<String> open = new ArrayList<>(properties);
        Map<String, Answer> decided = new LinkedHashMap<>();
        OptionalLong distinct = OptionalLong.empty();
        while (!open.isEmpty()) {
            Duration left = limits.timeout().minus(Duration.between(start, Instant.now()));
            Limits rest = new Limits(left.compareTo(SHORTEST) < 0 ? SHORTEST : left, limits.heap());
            RunResult result = engine.run(only(run, open), rest, progress);
            if (result.verdict() instanceof Verdict.Violated violated
                    && open.remove(violated.property())
                    && result.counterexample().isPresent()) {
                int length = result.counterexample().get().steps().size();
                decided.put(violated.property(), Answer.violated(length));
            } else if (nothingIsViolated(result.verdict())) {
                open.forEach(property -> decided.put(property, Answer.HOLDS));
                open.clear();
                distinct = result.states().map(RunResult.States::distinct).stream()
                        .mapToLong(Long::longValue)
                        .findFirst();
            } else {
                return new Answers(decided, OptionalLong.empty(), Optional.of(failure(result.verdict())));
            }
        }
        return new Answers(decided, distinct, Optional.empty());
    }

    /** That something is never seen matters to who asks whether the model is any good, which is not the question here. */
    private static boolean nothingIsViolated(Verdict verdict) {
        return verdict instanceof Verdict.Holds || verdict instanceof Verdict.Vacuous;
    }

    private static Verdict failure(Verdict verdict) {
        return verdict instanceof Verdict.Broken || verdict instanceof Verdict.Inconclusive
                ? verdict
                : new Verdict.Inconclusive("The engine's answer makes no sense here: " + verdict + ".");
    }

    /** The run with these properties and no others. */
    private static Run only(Run run, List<String> properties) {
        Model model = run.model();
        return new Run(
                new Model(
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
                        model.symmetric(),
                        model.properties().stream()
                                .filter(property -> properties.contains(property.id()))
                                .toList(),
                        List.of(),
                        model.neverTaken(),
                        properties.contains(DEADLOCK),
                        new Model.Expectation(Optional.empty()),
                        model.distinctStates(),
                        model.heap(),
                        model.timeout()),
                run.variant());
    }
}
