package org.pfnproof.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.Styler;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pfnproof.check.Assessment;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;

/** One line for each run. */
final class ResultTable {

    private static final int RUN_WIDTH = 24;
    private static final int PROPERTY_WIDTH = 18;

    private ResultTable() {}

    static String of(List<RunResult> results, Style style) {
        String table = AsciiTable.builder()
                .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
                .lineSeparator("\n")
                .data(results, columns())
                .styler(styler(results, style))
                .asString();
        return table.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    private static List<ColumnData<RunResult>> columns() {
        return List.of(
                left("run", RUN_WIDTH, result -> broken(result.run().id(), "(?=\\+)", RUN_WIDTH)),
                left("verdict", 12, result -> result.verdict().label()),
                left("exp.", 4, result -> Assessment.of(result).asExpected() ? "yes" : "NO"),
                left("violated", PROPERTY_WIDTH, ResultTable::violated),
                right("distinct", result -> result.states()
                        .map(states -> String.format(Locale.ROOT, "%,d", states.distinct()))
                        .orElse("-")),
                right("depth", result -> result.states()
                        .map(states -> Integer.toString(states.depth()))
                        .orElse("-")),
                right("wit.", ResultTable::witnesses),
                right(
                        "s",
                        result -> result.kept()
                                ? "kept"
                                : String.format(
                                        Locale.ROOT, "%.1f", result.time().toMillis() / 1e3)));
    }

    private static ColumnData<RunResult> left(String header, int width, Function<RunResult, String> cell) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.LEFT)
                .dataAlign(HorizontalAlign.LEFT)
                .maxWidth(width + 8)
                .with(cell);
    }

    private static ColumnData<RunResult> right(String header, Function<RunResult, String> cell) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.RIGHT)
                .dataAlign(HorizontalAlign.RIGHT)
                .with(cell);
    }

    private static String violated(RunResult result) {
        return result.verdict() instanceof Verdict.Violated violated
                ? broken(violated.property(), "(?=[A-Z])", PROPERTY_WIDTH)
                : "";
    }

    /** Breaks a long name where a reader would. */
    private static String broken(String name, String between, int width) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String part : name.split(between)) {
            if (column > 0 && column + part.length() > width) {
                text.append("\n");
                column = 0;
            }
            text.append(part);
            column += part.length();
        }
        return text.toString();
    }

    private static String witnesses(RunResult result) {
        if (result.witnesses().isEmpty()) {
            return "-";
        }
        long reached = result.witnesses().values().stream()
                .filter(Boolean::booleanValue)
                .count();
        return reached + "/" + result.witnesses().size();
    }

    private static Styler styler(List<RunResult> results, Style style) {
        return new Styler() {
            @Override
            public List<String> styleCell(Column column, int row, int col, List<String> data) {
                if (col != 1 && col != 2) {
                    return data;
                }
                boolean good = Assessment.of(results.get(row)).asExpected();
                return data.stream()
                        .map(text -> good ? style.good(text) : style.bad(text))
                        .toList();
            }
        };
    }
}
