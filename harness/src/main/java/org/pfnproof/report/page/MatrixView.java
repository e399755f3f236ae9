package org.pfnproof.report.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pfnproof.catalogue.Matrix;
import org.pfnproof.catalogue.Matrix.Found;
import org.pfnproof.report.MatrixTable;

/**
 * A matrix: what each way of noticing makes of each situation.
 *
 * @param observed whether the last check made it; else its cells are the expected ones
 * @param cells row by row
 */
public record MatrixView(
        String id,
        String title,
        String description,
        boolean observed,
        List<Matrix.Line> rows,
        List<Matrix.Line> columns,
        List<List<Cell>> cells) {

    /** What the cells of all matrices mean. */
    public static final String LEGEND = MatrixTable.LEGEND;

    /**
     * A cell in few characters.
     *
     * @param kind for its colour: {@code always}, {@code some}, {@code never}, {@code no_bug}, or {@code unknown}
     * @param asExpected whether it is the expected one
     */
    public record Cell(String text, String kind, boolean alarm, boolean asExpected) {}

    static MatrixView of(Matrix matrix, JsonObject check) {
        JsonElement found = check.getAsJsonObject("matrices").get(matrix.id());
        Map<List<String>, Cell> observed = new HashMap<>();
        if (found != null) {
            found.getAsJsonObject().getAsJsonArray("cells").forEach(each -> {
                JsonObject cell = each.getAsJsonObject();
                observed.put(List.of(RunRow.text(cell, "row"), RunRow.text(cell, "column")), cell(cell));
            });
        }
        return new MatrixView(
                matrix.id(),
                matrix.title(),
                matrix.description(),
                found != null,
                matrix.rows(),
                matrix.columns(),
                matrix.rows().stream()
                        .map(row -> matrix.columns().stream()
                                .map(column -> observed.getOrDefault(
                                        List.of(row.id(), column.id()),
                                        cell(matrix.cells().get(row.id()).get(column.id()), true)))
                                .toList())
                        .toList());
    }

    private static Cell cell(JsonObject cell) {
        boolean asExpected = cell.get("asExpected").getAsBoolean();
        return cell.get("found").isJsonNull()
                ? new Cell("?", "unknown", false, asExpected)
                : cell(
                        new Matrix.Cell(
                                Found.valueOf(RunRow.text(cell, "found")),
                                steps(cell, "earliest"),
                                steps(cell, "latest"),
                                cell.get("falseAlarm").getAsBoolean(),
                                cell.get("withheld").getAsBoolean()),
                        asExpected);
    }

    private static int steps(JsonObject cell, String name) {
        return cell.get(name).isJsonNull() ? -1 : cell.get(name).getAsInt();
    }

    private static Cell cell(Matrix.Cell cell, boolean asExpected) {
        return new Cell(
                MatrixTable.text(cell),
                cell.found().name().toLowerCase(java.util.Locale.ROOT),
                cell.falseAlarm() || cell.withheld(),
                asExpected);
    }
}
