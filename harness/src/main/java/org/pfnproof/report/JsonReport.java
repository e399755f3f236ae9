package org.pfnproof.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pfnproof.check.CheckResult;
import org.pfnproof.check.ClaimResult;
import org.pfnproof.check.KillMatrix;
import org.pfnproof.check.MatrixResult;
import org.pfnproof.check.ObservedMatrix;
import org.pfnproof.engine.tlc.Canary;

/** A check as JSON, in the form of {@code specs/schema/check.schema.json}. */
public final class JsonReport {

    private static final int SCHEMA = 1;

    private final Versions versions;
    private final Gson gson = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    public JsonReport(Versions versions) {
        this.versions = versions;
    }

    /** The document's text, ending with a newline. */
    public String render(CheckResult check) {
        return gson.toJson(document(check)) + "\n";
    }

    /** The document. */
    public JsonObject document(CheckResult check) {
        JsonObject document = new JsonObject();
        document.addProperty("schema", SCHEMA);
        document.add("tool", tool(check));
        document.add("results", array(check.results().stream().map(JsonResult::of)));
        document.add("claims", array(check.claims().stream().map(JsonReport::claim)));
        JsonObject matrices = new JsonObject();
        check.matrices().forEach(result -> matrices.add(result.id(), json(result)));
        document.add("matrices", matrices);
        document.add("notes", Json.strings(check.notes()));
        document.add("summary", summary(check));
        return document;
    }

    private static JsonObject json(MatrixResult result) {
        if (result instanceof KillMatrix kills) {
            return JsonKillMatrix.of(kills);
        }
        return JsonMatrix.of((ObservedMatrix) result);
    }

    private JsonObject tool(CheckResult check) {
        JsonObject tool = new JsonObject();
        tool.addProperty("pfnproof", versions.pfnproof());
        tool.addProperty("java", versions.java());
        JsonObject engines = new JsonObject();
        new TreeMap<>(check.versions())
                .forEach((kind, version) -> engines.addProperty(kind.name().toLowerCase(Locale.ROOT), version));
        tool.add("engines", engines);
        tool.add("canaries", array(check.canaries().stream().map(JsonReport::canary)));
        return tool;
    }

    private static JsonObject canary(Canary canary) {
        JsonObject json = new JsonObject();
        json.addProperty("id", canary.id());
        json.addProperty("title", canary.title());
        json.addProperty("outcome", canary.outcome().name());
        json.addProperty("advice", canary.advice());
        return json;
    }

    private static JsonObject claim(ClaimResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("id", result.claim().id());
        json.addProperty("statement", result.claim().statement());
        json.addProperty("speaker", result.claim().speaker());
        json.addProperty("place", result.claim().place());
        json.addProperty("verdict", result.verdict().name());
        json.addProperty("expected", result.claim().expected().name());
        json.addProperty("asExpected", result.asExpected());
        json.add("evidence", array(result.evidence().stream().map(JsonReport::finding)));
        json.addProperty("explanation", result.claim().explanation());
        return json;
    }

    private static JsonObject finding(ClaimResult.Finding finding) {
        JsonObject json = new JsonObject();
        json.addProperty("run", finding.evidence().run());
        json.addProperty("property", finding.evidence().property());
        json.addProperty("verdict", finding.evidence().violated() ? "VIOLATED" : "HOLDS");
        json.addProperty("speaks", finding.refutes() ? "against" : "for");
        json.addProperty("found", finding.found().name());
        return json;
    }

    private static JsonObject summary(CheckResult check) {
        Summary summary = Summary.of(check);
        JsonObject json = new JsonObject();
        json.addProperty("runs", check.results().size());
        json.addProperty("asExpected", summary.asExpected());
        json.addProperty("claims", check.claims().size());
        json.addProperty("seconds", Json.seconds(check.time()));
        json.addProperty("exit", check.exit().code());
        json.addProperty("text", summary.text());
        return json;
    }

    private static JsonArray array(Stream<JsonObject> objects) {
        JsonArray array = new JsonArray();
        objects.forEach(array::add);
        return array;
    }
}
