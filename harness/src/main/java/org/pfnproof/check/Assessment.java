package org.pfnproof.check;

import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;

/**
 * What a result means against what was expected of the run.
 *
 * @param exit what it contributes to the exit code
 * @param explanation one sentence, or one line for each problem
 */
public record Assessment(ExitCode exit, String explanation) {

    /** Whether verdict, violated property and pinned count are all the expected ones. */
    public boolean asExpected() {
        return exit == ExitCode.OK;
    }

    /** Compares a result with its expectation. */
    public static Assessment of(RunResult result) {
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.Broken broken) {
            return new Assessment(
                    ExitCode.UNUSABLE,
                    broken.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        if (verdict instanceof Verdict.Disagreement disagreement) {
            return new Assessment(ExitCode.DISAGREEMENT, disagreement.difference());
        }
        if (verdict instanceof Verdict.Inconclusive inconclusive) {
            return new Assessment(ExitCode.UNDECIDED, inconclusive.reason());
        }
        if (verdict instanceof Verdict.Vacuous vacuous) {
            return new Assessment(ExitCode.UNDECIDED, String.join("\n", vacuous.reasons()));
        }
        if (verdict instanceof Verdict.Violated violated) {
            return violated(result.run(), violated.property());
        }
        return holds(result);
    }

    private static Assessment violated(Run run, String property) {
        String expected = run.expectedViolation().orElse("");
        if (expected.equals(property)) {
            return new Assessment(ExitCode.OK, property + " is violated, as it must be.");
        }
        if (expected.isEmpty()) {
            return new Assessment(ExitCode.UNEXPECTED, property + " is violated, but it was expected to hold.");
        }
        return new Assessment(
                ExitCode.UNEXPECTED,
                "WRONG REASON: " + property + " is violated, but the run must violate " + expected
                        + "; a violation of another property shows nothing about " + expected + ".");
    }

    private static Assessment holds(RunResult result) {
        if (result.run().expectedViolation().isPresent()) {
            return new Assessment(
                    ExitCode.UNEXPECTED,
                    result.run().expectedViolation().get() + " was expected to be violated, but every property holds.");
        }
        OptionalLong pinned = result.run().variant().isPresent()
                ? OptionalLong.empty()
                : result.run().model().distinctStates();
        long found = result.states().map(RunResult.States::distinct).orElse(-1L);
        if (pinned.isPresent() && pinned.getAsLong() != found) {
            return new Assessment(
                    ExitCode.UNEXPECTED,
                    "OFF ITS PIN: the run has "
                            + (found < 0 ? "no count of distinct states" : found + " distinct states")
                            + ", but " + pinned.getAsLong()
                            + " are pinned; the state space has changed, and an edit that"
                            + " shrinks it hides violations. If the change is meant, pin the new count.");
        }
        return new Assessment(ExitCode.OK, "Every property holds within the bounds.");
    }
}
