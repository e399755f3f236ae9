package org.pfnproof.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.conform.ConformResult;
import org.pfnproof.conform.Participants.Exempted;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.agree.Agreement;
import org.pfnproof.engine.twin.Conformity;
import org.pfnproof.engine.twin.TwinReport;
import org.pfnproof.trace.TraceJson;

/** Comparisons as JSON, in the form of {@code specs/schema/conform.schema.json}. */
public final class ConformJson {

    private static final int SCHEMA = 1;

    private final Versions versions;
    private final Gson gson = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    public ConformJson(Versions versions) {
        this.versions = versions;
    }

    /** The document's text, ending with a newline. */
    public String render(ConformResult result) {
        return gson.toJson(document(result)) + "\n";
    }

    JsonObject document(ConformResult result) {
        JsonObject document = new JsonObject();
        document.addProperty("schema", SCHEMA);
        JsonObject tool = new JsonObject();
        tool.addProperty("pfnproof", versions.pfnproof());
        tool.addProperty("java", versions.java());
        tool.addProperty("engine", result.engine());
        document.add("tool", tool);
        JsonArray results = new JsonArray();
        result.results().forEach(conformity -> results.add(json(conformity)));
        document.add("results", results);
        JsonArray exempted = new JsonArray();
        result.participants().exempted().forEach(exemption -> exempted.add(json(exemption)));
        document.add("exempted", exempted);
        document.add("verdicts", JsonAgreement.all(result));
        JsonArray unasked = new JsonArray();
        result.participants().verdicts().exempted().forEach(exemption -> unasked.add(json(exemption)));
        document.add("verdictsExempted", unasked);
        document.add("summary", summary(result));
        return document;
    }

    private static JsonObject json(Conformity result) {
        JsonObject json = json(result.run());
        json.add("bounds", result.run().model().bounds());
        json.addProperty("outcome", result.outcome().name());
        json.add("initialStates", count(result, TwinReport::initialStates));
        json.add("states", count(result, TwinReport::states));
        json.add("beyond", count(result, TwinReport::beyond));
        json.add("edges", count(result, TwinReport::edges));
        json.add("predicates", ids(result, TwinReport.Compared::predicates));
        json.add("unstated", ids(result, TwinReport.Compared::unstated));
        json.addProperty("seconds", Json.seconds(result.time()));
        json.add(
                "differences", result.report().map(TwinReport::writeDifferences).orElseGet(JsonArray::new));
        json.add("path", Json.orNull(result.report().flatMap(TwinReport::path), ConformJson::path));
        json.addProperty("explanation", result.explanation());
        return json;
    }

    private static JsonElement count(Conformity result, Function<TwinReport, Long> count) {
        return Json.orNull(result.report().map(count), JsonPrimitive::new);
    }

    private static JsonElement ids(Conformity result, Function<TwinReport.Compared, List<String>> which) {
        return Json.orNull(result.report().map(report -> which.apply(report.compared())), Json::strings);
    }

    private static JsonElement path(TwinReport.Path path) {
        JsonObject json = new JsonObject();
        json.add("initial", TraceJson.write(path.initial()));
        json.add("steps", TraceJson.writeSteps(path.steps()));
        return json;
    }

    private static JsonObject json(Exempted exempted) {
        JsonObject json = json(exempted.run());
        json.addProperty("reason", exempted.reason());
        return json;
    }

    static JsonObject json(Run run) {
        Optional<String> variant = run.variant().map(Variant::id);
        JsonObject json = new JsonObject();
        json.addProperty("model", run.model().id());
        json.add("variant", Json.orNull(variant, JsonPrimitive::new));
        json.addProperty("spec", run.model().spec());
        return json;
    }

    private static JsonObject summary(ConformResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("covered", result.covered());
        json.addProperty("of", result.participants().total());
        json.addProperty("conforming", result.count(Conformity.Outcome.CONFORMS));
        json.addProperty("differing", result.count(Conformity.Outcome.DIFFERS));
        json.addProperty("agreeing", result.count(Agreement.Outcome.AGREES));
        json.addProperty("disagreeing", result.count(Agreement.Outcome.DISAGREES));
        json.addProperty("seconds", Json.seconds(result.time()));
        json.addProperty("exit", result.exit().code());
        return json;
    }
}
