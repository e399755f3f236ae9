package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pfnproof.engine.twin.Conformity;
import org.pfnproof.engine.twin.Difference;
import org.pfnproof.engine.twin.TwinReport;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/** Where a spec and its reference implementation part: the shortest way there, and what each of the two does then. */
final class Parting {

    private static final int INDENT = 2;
    private static final String ABSENT = "-";

    private final Conformity conformity;
    private final Style style;
    private final int width;

    Parting(Conformity conformity, Style style, int width) {
        this.conformity = conformity;
        this.style = style;
        this.width = width;
    }

    String text() {
        TwinReport report = conformity.report().orElseThrow();
        List<String> lines = new ArrayList<>();
        lines.add(style.bad(conformity.run().id() + " DIFFERS " + where(report)));
        report.path().ifPresent(path -> way(path, lines));
        for (Difference difference : report.differences()) {
            lines.add(Lines.prose(difference.message(), width, "  "));
            lines.addAll(sideBySide(difference.variables()));
        }
        return String.join("\n", lines);
    }

    private static String where(TwinReport report) {
        return report.path()
                .map(path -> path.steps().isEmpty()
                        ? "in an initial state"
                        : "after " + Plural.of(path.steps().size(), "step", "steps") + ", and after no fewer")
                .orElse("at the start");
    }

    private void way(TwinReport.Path path, List<String> lines) {
        lines.add("  the way there, the same on both sides:");
        lines.addAll(state(path.initial()));
        State before = path.initial();
        int number = 1;
        for (Step step : path.steps()) {
            lines.addAll(indented("  " + number++ + ". " + label(step)));
            for (String change : ComponentDiff.changes(before, step.state())) {
                lines.addAll(indented("     " + change));
            }
            before = step.state();
        }
    }

    private List<String> state(State initial) {
        List<String> lines = new ArrayList<>(List.of("    initial state"));
        initial.variables()
                .forEach((name, value) -> lines.addAll(indented("     " + name + "=" + ValueText.of(value))));
        return lines;
    }

    private static String label(Step step) {
        return step.action()
                + step.arguments().entrySet().stream()
                        .map(argument -> argument.getKey() + "=" + argument.getValue())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private List<String> sideBySide(List<Difference.Variable> variables) {
        List<String[]> rows = new ArrayList<>();
        for (Difference.Variable variable : variables) {
            if (variable.spec().isPresent() && variable.implementation().isPresent()) {
                ComponentDiff.between(
                                variable.name(),
                                variable.spec().get(),
                                variable.implementation().get())
                        .forEach(row -> rows.add(new String[] {row.place(), row.left(), row.right()}));
            } else {
                rows.add(new String[] {variable.name(), side(variable.spec()), side(variable.implementation())});
            }
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        rows.add(0, new String[] {"", "spec", "reference implementation"});
        int first = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0);
        int second = rows.stream().mapToInt(row -> row[1].length()).max().orElse(0);
        boolean narrow = 2 * INDENT
                        + first
                        + second
                        + rows.stream().mapToInt(row -> row[2].length()).max().orElse(0)
                        + " | ".length()
                        + 2
                > width;
        return rows.stream()
                .flatMap(row -> narrow ? below(row).stream() : List.of(beside(row, first, second)).stream())
                .toList();
    }

    private static String beside(String[] row, int first, int second) {
        return "    " + pad(row[0], first) + "  " + pad(row[1], second) + " | " + row[2];
    }

    /** Where the columns do not fit beside each other. */
    private List<String> below(String... row) {
        List<String> lines = new ArrayList<>();
        if (!row[0].isEmpty()) {
            lines.addAll(indented("  " + row[0]));
            lines.addAll(indented("     spec: " + row[1]));
            lines.addAll(indented("     reference implementation: " + row[2]));
        }
        return lines;
    }

    private static String pad(String text, int length) {
        return text + " ".repeat(length - text.length());
    }

    private static String side(Optional<Value> value) {
        return value.map(ValueText::of).orElse(ABSENT);
    }

    private List<String> indented(String line) {
        String text = line.stripLeading();
        String indent = " ".repeat(INDENT + line.length() - text.length());
        return Lines.code(text, width - indent.length()).stream()
                .map(part -> indent + part)
                .toList();
    }
}
