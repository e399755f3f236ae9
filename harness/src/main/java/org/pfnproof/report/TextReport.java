package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Claim;
import org.pfnproof.check.Assessment;
import org.pfnproof.check.CheckResult;
import org.pfnproof.check.ClaimResult;
import org.pfnproof.check.KillMatrix;
import org.pfnproof.check.MatrixResult;
import org.pfnproof.check.ObservedMatrix;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.tlc.Canary;
import org.pfnproof.trace.Counterexample;

/** A check as text for a terminal or a mail: plain ASCII, 80 columns but for the table. */
public final class TextReport {

    private static final int PROSE = 80;

    private static final String LEGEND = """
            exp.: the verdict is the expected one   violated: the property that falls
            distinct, depth: states found, and steps to the farthest of them
            wit.: situations that were reached, of those that a model must reach to hold""";

    private final Versions versions;
    private final Style style;
    private final boolean verbose;
    private final Function<Counterexample, String> diagrams;

    /**
     * A report.
     *
     * @param verbose every diagram and every note, also of what is as expected
     * @param diagrams draws a counterexample
     */
    public TextReport(Versions versions, Style style, boolean verbose, Function<Counterexample, String> diagrams) {
        this.versions = versions;
        this.style = style;
        this.verbose = verbose;
        this.diagrams = diagrams;
    }

    /** The whole text, ending with a newline. */
    public String render(CheckResult check) {
        List<String> blocks = new ArrayList<>();
        blocks.add(header(check));
        if (!check.results().isEmpty()) {
            blocks.add(ResultTable.of(check.results(), style) + "\n" + LEGEND);
        }
        check.results().stream()
                .filter(result -> !Assessment.of(result).asExpected())
                .forEach(result -> blocks.add(deviation(result)));
        List<String> holding = Holding.lines(check.results(), PROSE);
        if (!holding.isEmpty()) {
            blocks.add(heading("What holds, and within which bounds") + "\n" + String.join("\n", holding));
        }
        Explorations.block(check.results(), style).ifPresent(blocks::add);
        Violations violations = new Violations(style, PROSE, diagrams);
        blocks.addAll(violations.blocks(check, verbose || check.selection().named()));
        if (!check.claims().isEmpty()) {
            blocks.add(heading("Claims") + "\n"
                    + check.claims().stream()
                            .map(claim ->
                                    claim(claim, verbose || check.selection().named()))
                            .collect(Collectors.joining("\n")));
        }
        check.matrices().forEach(matrix -> blocks.add(matrix(matrix)));
        List<String> notes = notes(check);
        if (!notes.isEmpty()) {
            blocks.add(heading("Notes") + "\n" + String.join("\n", notes));
        }
        blocks.add(heading("Summary") + "\n" + Lines.prose(Summary.of(check).text(), PROSE, ""));
        blocks.add(NextSteps.after(check));
        return String.join("\n\n", blocks) + "\n";
    }

    private String header(CheckResult check) {
        StringBuilder header =
                new StringBuilder(Lines.prose(versions.with(check.versions().values()), PROSE, ""));
        check.canaries().forEach(canary -> header.append("\n").append(canary(canary)));
        return header.toString();
    }

    private String canary(Canary canary) {
        String outcome =
                switch (canary.outcome()) {
                    case PRESENT -> "this TLC has the defect (" + canary.title() + "); the specs avoid it";
                    case ABSENT -> "this TLC does not have the defect";
                    case UNKNOWN -> "could not be tried";
                };
        String line = Lines.prose("canary " + canary.id() + ": " + outcome, PROSE, "");
        boolean explained = verbose || canary.outcome() == Canary.Outcome.UNKNOWN;
        return explained ? line + "\n" + Lines.prose(canary.title() + ": " + canary.advice(), PROSE, "  ") : line;
    }

    private String deviation(RunResult result) {
        String what = style.bad("NOT AS EXPECTED: " + result.run().id() + " is "
                + result.verdict().label());
        String command = result.command().isEmpty() ? "" : "\n  to repeat it by hand:\n    " + result.command();
        return what + "\n" + Lines.prose(Assessment.of(result).explanation(), PROSE, "  ") + command;
    }

    private String claim(ClaimResult result, boolean explained) {
        String verdict = result.verdict().name().replace('_', ' ');
        String line = result.claim().id() + ": "
                + (result.asExpected()
                        ? style.good(verdict)
                        : style.bad(verdict + ", EXPECTED "
                                + result.claim().expected().name().replace('_', ' ')));
        String who = "\"" + result.claim().statement() + "\" (" + result.claim().speaker() + ")";
        String why = explained || result.verdict() == Claim.Verdict.REFUTED
                ? "\n" + Lines.prose(result.claim().explanation(), PROSE, "  ")
                : "";
        return line + "\n" + Lines.prose(who, PROSE, "  ") + why;
    }

    private String matrix(MatrixResult result) {
        String heading = heading("Matrix " + result.id() + ": " + result.title());
        String deviations = result.deviations().stream()
                .map(sentence -> "\n" + Lines.prose(style.bad("NOT AS EXPECTED") + ": " + sentence, PROSE, "  "))
                .collect(Collectors.joining());
        return heading + "\n" + table(result) + deviations;
    }

    private static String table(MatrixResult result) {
        if (result instanceof KillMatrix kills) {
            return KillTable.text(kills);
        }
        ObservedMatrix observed = (ObservedMatrix) result;
        return MatrixTable.found(observed) + "\n"
                + Lines.prose(observed.matrix().description(), PROSE, "  ");
    }

    private List<String> notes(CheckResult check) {
        List<String> notes = new ArrayList<>(check.notes());
        check.results().stream()
                .filter(result -> verbose
                        || !Assessment.of(result).asExpected()
                        || check.selection().named())
                .forEach(result ->
                        result.notes().forEach(note -> notes.add(result.run().id() + ": " + note)));
        return notes.stream().map(note -> Lines.prose(note, PROSE, "  ")).toList();
    }

    private String heading(String text) {
        return style.heading(text);
    }
}
