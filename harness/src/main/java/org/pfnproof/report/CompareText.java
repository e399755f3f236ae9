package org.pfnproof.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The comparison of the API shapes for a terminal. */
public final class CompareText {

    private static final int WIDTH = 100;

    private CompareText() {}

    public static String render(CompareInput input) {
        return CompareSections.of(input).stream().map(CompareText::section).collect(Collectors.joining("\n"));
    }

    private static String section(CompareSection section) {
        StringBuilder text = new StringBuilder();
        text.append(section.title())
                .append('\n')
                .append("-".repeat(section.title().length()))
                .append('\n');
        section.prose().forEach(line -> text.append(paragraph(line)).append('\n'));
        if (!section.rows().isEmpty()) {
            text.append('\n').append(table(section));
        }
        if (!section.evidence().isEmpty()) {
            text.append(Lines.prose(
                            "decided another way by: harness/pfnproof check " + String.join(" ", section.evidence()),
                            WIDTH,
                            ""))
                    .append('\n');
        }
        return text.toString();
    }

    private static String paragraph(String line) {
        return line.startsWith("- ")
                ? "- " + Lines.prose(line.substring(2), WIDTH, "  ").strip()
                : Lines.prose(line, WIDTH, "");
    }

    /** Columns are two blanks apart, or one where they would not fit; a last column that still does not is broken. */
    private static String table(CompareSection section) {
        List<List<String>> lines = Stream.concat(Stream.of(section.header()), section.rows().stream())
                .toList();
        int[] widths = IntStream.range(0, section.header().size())
                .map(i -> lines.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        int last = widths.length - 1;
        int gap = IntStream.of(widths).sum() + 2 * last > WIDTH ? 1 : 2;
        int indent = IntStream.of(widths).limit(last).sum() + gap * last;
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < last; i++) {
                row.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + gap));
            }
            row.append(Lines.prose(line.get(last), WIDTH, " ".repeat(indent)).stripLeading());
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
