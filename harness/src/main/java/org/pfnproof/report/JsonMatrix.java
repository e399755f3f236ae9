package org.pfnproof.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.pfnproof.catalogue.Matrix;
import org.pfnproof.catalogue.Matrix.Cell;
import org.pfnproof.catalogue.Matrix.Line;
import org.pfnproof.check.ObservedMatrix;

/** A matrix as JSON. */
final class JsonMatrix {

    private JsonMatrix() {}

    static JsonObject of(ObservedMatrix result) {
        Matrix matrix = result.matrix();
        JsonObject json = new JsonObject();
        json.addProperty("title", matrix.title());
        json.addProperty("model", matrix.model().id());
        json.add("rows", lines(matrix.rows()));
        json.add("columns", lines(matrix.columns()));
        JsonArray cells = new JsonArray();
        matrix.rows().forEach(row -> matrix.columns().forEach(column -> cells.add(cell(result, row, column))));
        json.add("cells", cells);
        json.addProperty("asExpected", result.asExpected());
        json.add("deviations", Json.strings(result.deviations()));
        json.addProperty("explanation", matrix.description());
        return json;
    }

    private static JsonArray lines(List<Line> lines) {
        JsonArray array = new JsonArray();
        lines.forEach(line -> {
            JsonObject json = new JsonObject();
            json.addProperty("id", line.id());
            json.addProperty("label", line.label());
            json.addProperty("title", line.title());
            array.add(json);
        });
        return array;
    }

    private static JsonObject cell(ObservedMatrix result, Line row, Line column) {
        Cell expected = result.matrix().cells().get(row.id()).get(column.id());
        java.util.Optional<Cell> found = result.cell(row.id(), column.id());
        java.util.Optional<Cell> reported = found.filter(cell -> cell.earliest() >= 0);
        JsonObject json = new JsonObject();
        json.addProperty("row", row.id());
        json.addProperty("column", column.id());
        json.add(
                "found",
                Json.orNull(found, cell -> new JsonPrimitive(cell.found().name())));
        json.add("earliest", Json.orNull(reported, cell -> new JsonPrimitive(cell.earliest())));
        json.add("latest", Json.orNull(reported, cell -> new JsonPrimitive(cell.latest())));
        json.add("falseAlarm", Json.orNull(found, cell -> new JsonPrimitive(cell.falseAlarm())));
        json.add("withheld", Json.orNull(found, cell -> new JsonPrimitive(cell.withheld())));
        json.addProperty("expected", expected.toString());
        json.addProperty("asExpected", found.filter(expected::equals).isPresent());
        return json;
    }
}
