package org.pfnproof.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.check.Assessment;
import org.pfnproof.check.CheckResult;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;

/**
 * What a check found wrong, as workflow commands of GitHub Actions: it shows them beside the lines of the pull request. Only printed where
 * {@code GITHUB_ACTIONS} says that it reads them.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands">Workflow commands</a>
 */
final class GithubAnnotations {

    private final Path home;

    /** Paths are given relative to the checkout. */
    GithubAnnotations(Path home) {
        this.home = home;
    }

    /** Whether somebody reads them. */
    static boolean wanted(Map<String, String> variables) {
        return "true".equals(variables.get("GITHUB_ACTIONS"));
    }

    void print(CheckResult check, PrintStream out) {
        check.results().stream().flatMap(this::of).distinct().forEach(out::println);
    }

    /** For problems in the data files. */
    void print(Iterable<Problem> problems, PrintWriter out) {
        problems.forEach(problem -> out.println(of(problem)));
    }

    private Stream<String> of(RunResult result) {
        if (result.verdict() instanceof Verdict.Broken broken) {
            return broken.problems().stream().map(this::of);
        }
        Assessment assessment = Assessment.of(result);
        return assessment.asExpected()
                ? Stream.empty()
                : Stream.of("::error title=" + property(result.run().id()) + "::" + data(assessment.explanation()));
    }

    private String of(Problem problem) {
        String place = problem.location()
                .map(at -> " file=" + property(relative(at.file()))
                        + (at.line() == 0
                                ? ""
                                : ",line=" + at.line() + (at.column() == 0 ? "" : ",col=" + at.column())))
                .orElse("");
        return "::error" + place + "::" + data(problem.message());
    }

    private String relative(String file) {
        Path path = Path.of(file).toAbsolutePath().normalize();
        Path root = home.toAbsolutePath().normalize();
        return path.startsWith(root) ? root.relativize(path).toString() : file;
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
