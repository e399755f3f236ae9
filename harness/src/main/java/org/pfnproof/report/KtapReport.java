package org.pfnproof.report;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pfnproof.check.CheckResult;
import org.pfnproof.report.Outcome.Status;
import org.pfnproof.trace.Counterexample;

/**
 * A check in the Kernel Test Anything Protocol, version 1: one test for each group (models, variants, claims, matrices), with the members
 * as its subtests. What is as expected is {@code ok}. What gave no answer has the directive {@code ERROR}; a group that fails for no
 * other reason has it as well.
 *
 * @see <a href="https://docs.kernel.org/dev-tools/ktap.html">The Kernel Test Anything Protocol (KTAP), version 1</a>
 */
public final class KtapReport {

    private static final String VERSION = "KTAP version 1\n";
    private static final String INDENT = "  ";

    private final Function<Counterexample, String> diagrams;

    /**
     * A report.
     *
     * @param diagrams draws a counterexample
     */
    public KtapReport(Function<Counterexample, String> diagrams) {
        this.diagrams = diagrams;
    }

    /** The whole text, ending with a newline. */
    public String render(CheckResult check) {
        Map<String, List<Outcome>> groups = Outcome.of(check, diagrams);
        StringBuilder text = new StringBuilder(VERSION).append("1..").append(groups.size());
        text.append('\n');
        int number = 0;
        for (Map.Entry<String, List<Outcome>> group : groups.entrySet()) {
            subtests(text, group.getValue());
            number++;
            long failed = count(group.getValue(), Status.FAILED);
            long errors = count(group.getValue(), Status.ERROR);
            String line = failed + errors == 0 ? "ok " : "not ok ";
            String directive = failed == 0 && errors > 0 ? " # ERROR " + errors + " without an answer" : "";
            text.append(line).append(number).append(' ').append(group.getKey()).append(directive);
            text.append('\n');
        }
        return text.toString();
    }

    private static long count(List<Outcome> outcomes, Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    private static void subtests(StringBuilder text, List<Outcome> outcomes) {
        text.append(INDENT).append(VERSION);
        text.append(INDENT).append("1..").append(outcomes.size()).append('\n');
        int number = 0;
        for (Outcome outcome : outcomes) {
            number++;
            diagnostics(text, outcome);
            text.append(INDENT).append(outcome.status() == Status.PASSED ? "ok " : "not ok ");
            text.append(number).append(' ').append(outcome.name());
            if (outcome.status() == Status.ERROR) {
                text.append(" # ERROR ").append(oneLine(outcome.message()));
            }
            text.append('\n');
        }
    }

    /** Before the result that they belong to, as the protocol has it. */
    private static void diagnostics(StringBuilder text, Outcome outcome) {
        diagnostic(text, outcome.name() + ": " + oneLine(outcome.message()));
        outcome.details().forEach(line -> diagnostic(text, line));
    }

    private static void diagnostic(StringBuilder text, String line) {
        text.append((INDENT + "# " + oneLine(line)).stripTrailing()).append('\n');
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }
}
