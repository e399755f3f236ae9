package org.pfnproof.engine.explorer;

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
import org.pfnproof.engine.child.ChildOutcome;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.explorer.child.ExplorerReport;
import org.pfnproof.engine.explorer.child.ExplorerRequest;
import org.pfnproof.engine.explorer.search.Violation;
import org.pfnproof.engine.twin.ProtocolFactory;

/** Decides all properties of a reference implementation in one search, which goes on behind what is violated. */
public final class ExplorerPropertyChecker implements PropertyChecker {

    private static final long FEW_STATES = 2_000_000;
    private static final long MANY_TIMES = 8;

    private final ExplorerProcess process;

    /**
     * A checker.
     *
     * @param factory makes the reference implementations
     * @param runner starts the JVMs
     */
    public ExplorerPropertyChecker(Class<? extends ProtocolFactory> factory, ChildRunner runner) {
        this.process = new ExplorerProcess(factory, runner);
    }

    @Override
    public String version() {
        return ExplorerProcess.VERSION;
    }

    @Override
    public Answers answers(Run run, List<String> properties, Limits limits, ProgressListener progress)
            throws InterruptedException {
        List<String> rules =
                properties.stream().filter(id -> !id.equals(Violation.DEADLOCK)).toList();
        // One property needs no search behind its violation.
        boolean all = properties.size() > 1;
        ExplorerRequest request = process.request(run, rules, rules.size() < properties.size(), all, maxStates(run), 1);
        ChildOutcome outcome = process.run(run, request, limits, progress);
        Optional<String> failure = ExplorerProcess.failure(outcome);
        if (failure.isPresent()) {
            return Answers.failed(new Verdict.Inconclusive(failure.get()));
        }
        try {
            return answers(properties, ExplorerProcess.report(outcome));
        } catch (JsonParseException e) {
            return Answers.failed(new Verdict.Inconclusive(ExplorerProcess.unreadable(e)));
        }
    }

    /** A variant has about as many states as its model, or no end of them. */
    private static int maxStates(Run run) {
        return run.variant().isPresent() && run.model().distinctStates().isPresent()
                ? Math.toIntExact(Math.max(
                        FEW_STATES, MANY_TIMES * run.model().distinctStates().getAsLong()))
                : Integer.MAX_VALUE;
    }

    private static Answers answers(List<String> properties, ExplorerReport report) {
        Map<String, Answer> decided = new LinkedHashMap<>();
        report.lengths().forEach((property, length) -> decided.put(property, Answer.violated(length)));
        if (report.exhausted()) {
            properties.stream()
                    .filter(id -> report.known().contains(id) || id.equals(Violation.DEADLOCK))
                    .forEach(id -> decided.putIfAbsent(id, Answer.HOLDS));
        }
        return new Answers(
                decided,
                report.exhausted() ? OptionalLong.of(report.distinct()) : OptionalLong.empty(),
                decided.keySet().containsAll(properties) || report.unbounded()
                        ? Optional.empty()
                        : Optional.of(failure(report)),
                report.unbounded());
    }

    private static Verdict failure(ExplorerReport report) {
        if (!report.refused().isEmpty()) {
            return new Verdict.Broken(List.of(Problem.of(report.refused().get(0))));
        }
        if (!report.broken().isEmpty()) {
            return new Verdict.Broken(report.broken().stream().map(Problem::of).toList());
        }
        return new Verdict.Inconclusive(
                report.inconclusive().isEmpty()
                        ? "The reference implementation does not state all properties."
                        : report.inconclusive().get(0));
    }
}
