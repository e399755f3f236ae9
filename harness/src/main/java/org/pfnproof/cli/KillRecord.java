package org.pfnproof.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.catalogue.RecordedKills;
import org.pfnproof.check.KillMatrix;
import org.pfnproof.check.KillMatrixMaker;
import org.pfnproof.check.KillRow;

/**
 * Records the kill matrix in {@code specs/kill-matrix.json}, a row a line.
 *
 * @param specs the folder {@code specs}
 */
record KillRecord(Path specs) {

    /**
     * Records the rows that were found; of other runs, those that still exist keep theirs.
     *
     * @return the matrix, compared with what is recorded now
     * @throws IOException if the file cannot be written
     */
    KillMatrix write(KillMatrix matrix) throws IOException, CatalogueException {
        Catalogue catalogue = matrix.catalogue();
        Set<String> runs = KillMatrixMaker.runs(catalogue, catalogue.variants()).stream()
                .map(run -> run.id())
                .collect(Collectors.toSet());
        Map<String, RecordedKills.Row> rows = new TreeMap<>(catalogue.kills().rows());
        rows.keySet().retainAll(runs);
        matrix.rows().forEach(row -> rows.put(row.run().id(), recorded(row)));
        AtomicFile.write(specs.resolve("kill-matrix.json"), text(catalogue.kills(), rows));
        return new KillMatrix(Catalogue.load(specs), matrix.rows(), matrix.whole());
    }

    private static RecordedKills.Row recorded(KillRow row) {
        return new RecordedKills.Row(
                row.by(), row.kills(), row.open().keySet().stream().sorted().toList());
    }

    private static String text(RecordedKills kills, Map<String, RecordedKills.Row> rows) {
        Gson gson = new GsonBuilder().disableHtmlEscaping().create();
        return "{\n  \"also\": [\n    "
                + kills.also().stream().map(also -> gson.toJson(json(also))).collect(Collectors.joining(",\n    "))
                + "\n  ],\n  \"unkilled\": {\n    "
                + new TreeMap<>(kills.unkilled())
                        .entrySet().stream()
                                .map(entry -> gson.toJson(entry.getKey()) + ": " + gson.toJson(entry.getValue()))
                                .collect(Collectors.joining(",\n    "))
                + "\n  },\n  \"rows\": {\n    "
                + rows.entrySet().stream()
                        .map(entry -> gson.toJson(entry.getKey()) + ": " + gson.toJson(json(entry.getValue())))
                        .collect(Collectors.joining(",\n    "))
                + "\n  }\n}\n";
    }

    private static JsonObject json(RecordedKills.Also also) {
        JsonObject json = new JsonObject();
        json.addProperty("variant", also.variant().id());
        json.addProperty("model", also.model().id());
        json.addProperty("property", also.property().id());
        return json;
    }

    private static JsonObject json(RecordedKills.Row row) {
        JsonObject json = new JsonObject();
        json.addProperty("by", row.by());
        JsonObject kills = new JsonObject();
        new TreeMap<>(row.kills()).forEach(kills::addProperty);
        json.add("kills", kills);
        JsonArray open = new JsonArray();
        row.open().forEach(open::add);
        json.add("open", open);
        return json;
    }
}
