package org.pfnproof.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.check.Assessment;
import org.pfnproof.check.CheckResult;
import org.pfnproof.check.ClaimResult;
import org.pfnproof.check.MatrixResult;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;

/**
 * A check in one paragraph.
 *
 * @param asExpected how many runs gave what was expected
 * @param text the paragraph
 */
record Summary(long asExpected, String text) {

    static Summary of(CheckResult check) {
        List<RunResult> results = check.results();
        long asExpected = results.stream()
                .filter(result -> Assessment.of(result).asExpected())
                .count();
        String text = Stream.of(
                        runs(results, asExpected),
                        kept(results),
                        claims(check.claims()),
                        matrices(check.matrices()),
                        bounds(results))
                .filter(sentence -> !sentence.isEmpty())
                .reduce((left, right) -> left + " " + right)
                .orElse("");
        return new Summary(asExpected, text);
    }

    private static String runs(List<RunResult> results, long asExpected) {
        if (results.isEmpty()) {
            return "";
        }
        long holding = expected(results)
                .filter(result -> result.verdict() instanceof Verdict.Holds)
                .count();
        long falling = expected(results)
                .filter(result -> result.verdict() instanceof Verdict.Violated)
                .count();
        String deviating = asExpected == results.size()
                ? "Everything is as expected."
                : Plural.of(results.size() - asExpected, "run is", "runs are") + " NOT as expected.";
        return "Of " + Plural.of(results.size(), "run", "runs") + ", " + holding + " hold" + (holding == 1 ? "s" : "")
                + " as expected and " + falling + " fall" + (falling == 1 ? "s" : "") + " as "
                + (falling == 1 ? "it" : "they")
                + " must. " + deviating;
    }

    private static String kept(List<RunResult> results) {
        long kept = results.stream().filter(RunResult::kept).count();
        return kept == 0
                ? ""
                : "The results of " + Plural.of(kept, "run", "runs")
                        + " were kept from earlier checks, since nothing has changed that they depend on (--no-cache runs"
                        + " everything).";
    }

    private static Stream<RunResult> expected(List<RunResult> results) {
        return results.stream().filter(result -> Assessment.of(result).asExpected());
    }

    private static String claims(List<ClaimResult> claims) {
        if (claims.isEmpty()) {
            return "";
        }
        long asExpected = claims.stream().filter(ClaimResult::asExpected).count();
        return Plural.of(claims.size(), "claim was", "claims were") + " looked at; the verdict on " + asExpected
                + " of them is as expected.";
    }

    private static String matrices(List<MatrixResult> matrices) {
        return matrices.stream()
                .map(matrix -> matrix.asExpected()
                        ? "The matrix " + matrix.id() + " is as expected."
                        : "The matrix " + matrix.id() + " is NOT as expected: "
                                + Plural.of(matrix.deviations().size(), "deviation", "deviations") + ".")
                .collect(Collectors.joining(" "));
    }

    /** What "holds" means, said each time: it is the sentence that is most easily forgotten. */
    private static String bounds(List<RunResult> results) {
        return results.stream().anyMatch(result -> result.verdict() instanceof Verdict.Holds)
                ? "\"Holds\" means: in every interleaving within the model's bounds (\"list models\" shows them);"
                        + " nothing is said about larger ones."
                : "";
    }
}
