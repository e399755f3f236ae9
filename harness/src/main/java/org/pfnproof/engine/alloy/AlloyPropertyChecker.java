package org.pfnproof.engine.alloy;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.agree.Answer;
import org.pfnproof.engine.agree.Answers;
import org.pfnproof.engine.agree.PropertyChecker;
import org.pfnproof.engine.alloy.child.AlloyReport;
import org.pfnproof.engine.alloy.child.AlloyReport.Found;
import org.pfnproof.engine.alloy.child.AlloyReport.Solved;
import org.pfnproof.engine.child.ChildOutcome;

/**
 * Decides every property of an Alloy model in one process: each is a check command of its own, so that none hides another. A static
 * instance has no steps, its length is 0.
 */
public final class AlloyPropertyChecker implements PropertyChecker {

    private final AlloyEngine engine;

    /** One that runs Alloy as an engine does. */
    public AlloyPropertyChecker(AlloyEngine engine) {
        this.engine = engine;
    }

    @Override
    public String version() {
        return engine.version();
    }

    @Override
    public Answers answers(Run run, List<String> properties, Limits limits, ProgressListener progress)
            throws InterruptedException {
        Sources sources = engine.sources(run);
        if (!sources.problems().isEmpty()) {
            return Answers.failed(new Verdict.Broken(sources.problems()));
        }
        ChildOutcome outcome = engine.outcome(run, limits, sources, List.of());
        if (AlloyEngine.hasFailed(outcome)) {
            return Answers.failed(new Verdict.Inconclusive(AlloyEngine.failure(outcome)));
        }
        try {
            AlloyReport report = new Gson().fromJson(outcome.result().orElseThrow(), AlloyReport.class);
            List<Problem> problems = Judgement.problems(run, report, sources);
            return problems.isEmpty() ? answers(report, properties) : Answers.failed(new Verdict.Broken(problems));
        } catch (JsonParseException e) {
            return Answers.failed(
                    new Verdict.Inconclusive("Alloy's process handed back something unreadable: " + e.getMessage()));
        }
    }

    private static Answers answers(AlloyReport report, List<String> properties) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        Optional<Verdict> failure = report.failure().stream().findFirst().map(Verdict.Inconclusive::new);
        for (Solved solved : report.solved()) {
            if (!properties.contains(solved.name())) {
                continue;
            }
            if (!solved.satisfiable()) {
                answers.put(solved.name(), Answer.HOLDS);
            } else {
                Found found = solved.found().get(0);
                if (found.violated()) {
                    answers.put(solved.name(), Answer.violated(found.steps().size()));
                } else {
                    failure = Optional.of(new Verdict.Inconclusive(Judgement.unconfirmed(solved.name())));
                }
            }
        }
        return new Answers(answers, OptionalLong.empty(), failure);
    }
}
