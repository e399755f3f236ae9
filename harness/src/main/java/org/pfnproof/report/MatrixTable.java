package org.pfnproof.report;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Matrix;
import org.pfnproof.catalogue.Matrix.Cell;
import org.pfnproof.catalogue.Matrix.Found;
import org.pfnproof.catalogue.Matrix.Line;
import org.pfnproof.check.ObservedMatrix;

/** A matrix as text, with a legend. */
public final class MatrixTable {

    private static final int WIDTH = 80;

    /** What the characters of a cell mean. */
    public static final String LEGEND = """
            A: the bug is reported in every run   S: in some   N: in none   -: no bug
            2-7: steps from the bug to the report, at least and at most within the bounds
            !: there are false alarms   w: a mark that a live page should get is withheld""";

    private MatrixTable() {}

    /** With the cells that are expected. */
    public static String expected(Matrix matrix) {
        return table(matrix, (row, column) -> text(matrix.cells().get(row.id()).get(column.id())));
    }

    /** With the cells that were found; those that are not the expected ones in brackets. */
    public static String found(ObservedMatrix result) {
        Matrix matrix = result.matrix();
        return table(matrix, (row, column) -> {
            Cell expected = matrix.cells().get(row.id()).get(column.id());
            return result.cell(row.id(), column.id())
                    .map(cell -> cell.equals(expected) ? text(cell) : "[" + text(cell) + "]")
                    .orElse("[ ]");
        });
    }

    private static String table(Matrix matrix, BiFunction<Line, Line, String> cell) {
        List<List<String>> lines = Stream.concat(
                        Stream.of(Stream.concat(
                                        Stream.of(""), matrix.columns().stream().map(Line::label))
                                .toList()),
                        matrix.rows().stream().map(row -> Stream.concat(
                                        Stream.of(row.label()),
                                        matrix.columns().stream().map(column -> cell.apply(row, column)))
                                .toList()))
                .toList();
        List<Integer> widths = java.util.stream.IntStream.range(0, lines.get(0).size())
                .mapToObj(i -> lines.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .toList();
        String body = lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
        String columns = Stream.concat(matrix.columns().stream(), matrix.rows().stream())
                .filter(line -> !line.title().isEmpty())
                .map(line -> Lines.prose(line.label().strip() + ": " + line.title(), WIDTH, "  "))
                .collect(Collectors.joining("\n"));
        return body + "\n" + LEGEND + "\n" + columns;
    }

    private static String padded(List<String> line, List<Integer> widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.size(); i++) {
            text.append(line.get(i))
                    .append(" ".repeat(widths.get(i) - line.get(i).length() + 1));
        }
        return text.toString().stripTrailing();
    }

    /** A cell in few characters; {@link #LEGEND} says what they mean. */
    public static String text(Cell cell) {
        String found = cell.found() == Found.NO_BUG ? "-" : cell.found().name().substring(0, 1);
        String steps = cell.earliest() < 0 ? "" : cell.earliest() + "-" + cell.latest();
        return found + steps + (cell.falseAlarm() ? "!" : "") + (cell.withheld() ? "w" : "");
    }
}
