package org.pfnproof.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pfnproof.check.Assessment;
import org.pfnproof.check.CheckResult;
import org.pfnproof.check.ClaimResult;
import org.pfnproof.check.ExitCode;
import org.pfnproof.check.MatrixResult;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.trace.Counterexample;

/**
 * A run, a claim or a matrix as the outcome of a test, which is what the report formats of other tools know.
 *
 * @param name unique within its group
 * @param status passed if all is as expected
 * @param message what was found, in one line
 * @param details more of it, line by line; the race of an unexpected violation
 * @param time wall-clock time; zero if it took none of its own
 */
record Outcome(String name, Status status, String message, List<String> details, Duration time) {

    private static final int WIDTH = 72;

    /** What becomes of a test. */
    enum Status {
        /** As expected. */
        PASSED,
        /** Other than expected, or engines disagree. */
        FAILED,
        /** No answer: something is broken, or time or memory did not suffice. */
        ERROR
    }

    /** Everything that a check looked at, by group: models, variants, claims, matrices; groups without a member are left out. */
    static Map<String, List<Outcome>> of(CheckResult check, Function<Counterexample, String> diagrams) {
        Map<String, List<Outcome>> groups = new LinkedHashMap<>();
        for (RunResult result : check.results()) {
            String group = result.run().variant().isPresent() ? "variants" : "models";
            groups.computeIfAbsent(group, name -> new ArrayList<>()).add(of(result, diagrams));
        }
        check.claims().forEach(claim -> groups.computeIfAbsent("claims", name -> new ArrayList<>())
                .add(of(claim)));
        check.matrices().forEach(matrix -> groups.computeIfAbsent("matrices", name -> new ArrayList<>())
                .add(of(matrix)));
        return groups;
    }

    private static Outcome of(RunResult result, Function<Counterexample, String> diagrams) {
        Assessment assessment = Assessment.of(result);
        List<String> lines = assessment.explanation().lines().toList();
        List<String> details = new ArrayList<>(lines.subList(Math.min(1, lines.size()), lines.size()));
        if (!assessment.asExpected()) {
            if (result.verdict() instanceof Verdict.Violated
                    && result.counterexample().isPresent()) {
                new Violations(Style.PLAIN, WIDTH, diagrams)
                        .diagram(result, true)
                        .lines()
                        .forEach(details::add);
            }
            details.addAll(result.notes());
        }
        String message = lines.isEmpty() ? result.verdict().label() : lines.get(0);
        return new Outcome(result.run().id(), status(assessment.exit()), message, details, result.time());
    }

    private static Outcome of(ClaimResult result) {
        String verdict = result.verdict().name().replace('_', ' ');
        String message = result.asExpected()
                ? verdict
                : verdict + ", but expected is "
                        + result.claim().expected().name().replace('_', ' ');
        return new Outcome(
                result.claim().id(),
                status(result.exit()),
                message,
                List.of(result.claim().statement()),
                Duration.ZERO);
    }

    private static Outcome of(MatrixResult result) {
        List<String> deviations = result.deviations();
        String message = Optional.of(deviations)
                .filter(all -> !all.isEmpty())
                .map(all -> all.get(0))
                .orElse("Everything in it is as expected.");
        return new Outcome(
                result.id(),
                status(result.exit()),
                message,
                deviations.subList(Math.min(1, deviations.size()), deviations.size()),
                Duration.ZERO);
    }

    private static Status status(ExitCode exit) {
        return switch (exit) {
            case OK -> Status.PASSED;
            case UNEXPECTED, DISAGREEMENT -> Status.FAILED;
            case UNDECIDED, UNUSABLE -> Status.ERROR;
        };
    }
}
