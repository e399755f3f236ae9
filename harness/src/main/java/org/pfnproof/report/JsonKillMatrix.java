package org.pfnproof.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.TreeMap;
import org.pfnproof.catalogue.Property;
import org.pfnproof.check.KillMatrix;
import org.pfnproof.check.KillRow;

/** The kill matrix as JSON. */
final class JsonKillMatrix {

    private JsonKillMatrix() {}

    static JsonObject of(KillMatrix matrix) {
        JsonObject json = new JsonObject();
        json.addProperty("title", matrix.title());
        JsonArray rows = new JsonArray();
        matrix.rows().forEach(row -> rows.add(row(row)));
        json.add("rows", rows);
        json.addProperty("killed", matrix.killed());
        json.addProperty("toBeKilled", matrix.toBeKilled());
        json.add("properties", Json.strings(matrix.properties()));
        json.add("killers", Json.strings(matrix.killers()));
        json.addProperty("whole", matrix.whole());
        json.addProperty("asExpected", matrix.asExpected());
        json.add("deviations", Json.strings(matrix.deviations()));
        return json;
    }

    private static JsonObject row(KillRow row) {
        JsonObject json = new JsonObject();
        json.addProperty("model", row.run().model().id());
        json.addProperty("variant", row.run().variant().orElseThrow().id());
        json.add("named", Json.orNull(row.named().map(Property::id), JsonPrimitive::new));
        json.addProperty("by", row.by());
        JsonObject kills = new JsonObject();
        row.kills().forEach(kills::addProperty);
        json.add("kills", kills);
        json.add("holds", Json.strings(row.holding()));
        JsonObject open = new JsonObject();
        new TreeMap<>(row.open()).forEach(open::addProperty);
        json.add("open", open);
        return json;
    }
}
