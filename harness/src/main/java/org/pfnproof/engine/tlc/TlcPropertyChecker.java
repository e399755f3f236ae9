package org.pfnproof.engine.tlc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.agree.Answer;
import org.pfnproof.engine.agree.Answers;
import org.pfnproof.engine.agree.PropertyChecker;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.tlc.child.TlcAnswer;

/**
 * Decides properties one by one with TLC, mostly in one search. TLC stops where a refinement or the absence of deadlocks is violated:
 * then it is run again without that, for what is left.
 */
public final class TlcPropertyChecker implements PropertyChecker {

    private static final String DEADLOCK = "Deadlock";

    private final Path specs;
    private final TlcProcess process;

    /**
     * A checker for the specs of one repository.
     *
     * @param specs the folder that holds {@code tla} and {@code variants}
     * @param jar the TLC to use
     * @param children runs its JVMs
     */
    public TlcPropertyChecker(Path specs, TlcJar jar, ChildRunner children) {
        this.specs = specs;
        this.process = new TlcProcess(jar, children);
    }

    @Override
    public String version() {
        return process.jar().name();
    }

    @Override
    public Answers answers(Run run, List<String> properties, Limits limits, ProgressListener progress)
            throws InterruptedException {
        TlcRun search = new TlcRun(run, limits, progress, process, specs);
        Optional<Verdict> refusal = search.refusal();
        if (refusal.isPresent()) {
            return Answers.failed(search.located(refusal.get()));
        }
        Map<String, Answer> decided = new LinkedHashMap<>();
        List<String> open = new ArrayList<>(properties);
        OptionalLong distinct = OptionalLong.empty();
        while (!open.isEmpty()) {
            Asked asked = Asked.of(run, open);
            TlcOutcome outcome = search.search(asked.stopping(), asked.deadlock(), asked.watched());
            if (outcome.answer().isEmpty()) {
                return failed(decided, outcome.failure().orElseThrow());
            }
            TlcAnswer answer = outcome.answer().get();
            answer.violations().forEach((property, length) -> decided.put(property, Answer.violated(length)));
            if (!decided.keySet().containsAll(asked.all())) {
                Verdict verdict = TlcVerdict.of(run, answer);
                if (nothingIsViolated(verdict)) {
                    asked.all().forEach(property -> decided.putIfAbsent(property, Answer.HOLDS));
                    distinct = OptionalLong.of(
                            answer.states().map(RunResult.States::distinct).orElseThrow());
                } else if (verdict instanceof Verdict.Violated violated
                        && asked.all().contains(violated.property())) {
                    int length = answer.behavior().orElseThrow().steps().size();
                    decided.put(violated.property(), Answer.violated(length));
                } else {
                    return failed(decided, search.located(verdict));
                }
            }
            open.removeAll(decided.keySet());
        }
        return new Answers(decided, distinct, Optional.empty());
    }

    /**
     * What one search is asked. Of several refinements TLC does not say which one is violated, so each search has one at most.
     *
     * @param stopping properties that TLC itself looks at
     * @param watched those that it is watched for
     */
    private record Asked(List<Property> stopping, boolean deadlock, List<String> watched) {

        static Asked of(Run run, List<String> open) {
            List<Property> properties = run.model().properties().stream()
                    .filter(property -> open.contains(property.id()))
                    .toList();
            return new Asked(
                    properties.stream()
                            .filter(property -> property.kind() == Kind.REFINEMENT)
                            .limit(1)
                            .toList(),
                    open.contains(DEADLOCK),
                    properties.stream()
                            .filter(property -> property.kind() != Kind.REFINEMENT)
                            .map(Property::id)
                            .toList());
        }

        List<String> all() {
            List<String> all = new ArrayList<>(watched);
            stopping.forEach(property -> all.add(property.id()));
            if (deadlock) {
                all.add(DEADLOCK);
            }
            return all;
        }
    }

    /** That something is never seen matters to who asks whether the model is any good, which is not the question here. */
    private static boolean nothingIsViolated(Verdict verdict) {
        return verdict instanceof Verdict.Holds || verdict instanceof Verdict.Vacuous;
    }

    private static Answers failed(Map<String, Answer> decided, Verdict verdict) {
        Verdict failure = verdict instanceof Verdict.Broken || verdict instanceof Verdict.Inconclusive
                ? verdict
                : new Verdict.Inconclusive("TLC's answer makes no sense here: " + verdict + ".");
        return new Answers(decided, OptionalLong.empty(), Optional.of(failure));
    }
}
