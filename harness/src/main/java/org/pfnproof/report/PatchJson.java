package org.pfnproof.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.check.ExitCode;
import org.pfnproof.engine.RunResult;
import org.pfnproof.patch.ModelAnswer;
import org.pfnproof.patch.PatchResult;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.TraceJson;

/** What is known of a patch as JSON, in the form of {@code specs/schema/patch-check.schema.json}. */
public final class PatchJson {

    private static final int SCHEMA = 1;

    private final Versions versions;
    private final Gson gson = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    public PatchJson(Versions versions) {
        this.versions = versions;
    }

    /**
     * The document's text, ending with a newline.
     *
     * @param files what was written
     * @param exit what the process exits with
     */
    public String render(PatchResult result, List<String> files, ExitCode exit) {
        JsonObject document = new JsonObject();
        document.addProperty("schema", SCHEMA);
        JsonObject tool = new JsonObject();
        tool.addProperty("pfnproof", versions.pfnproof());
        tool.addProperty("java", versions.java());
        document.add("tool", tool);
        document.add("patch", patch(result));
        document.addProperty("answer", result.answer().name());
        document.addProperty("exit", exit.code());
        document.addProperty("summary", PatchSummary.of(result));
        document.add("moved", Json.strings(result.moved()));
        document.add(
                "problems",
                Json.strings(result.problems().stream().map(Problem::toString).toList()));
        JsonArray models = new JsonArray();
        result.models().forEach(answer -> models.add(model(answer)));
        document.add("models", models);
        document.add(
                "later",
                Json.strings(result.selection().later().stream().map(Model::id).toList()));
        JsonObject leftOut = new JsonObject();
        result.selection().leftOut().forEach((model, reason) -> leftOut.addProperty(model.id(), reason));
        document.add("leftOut", leftOut);
        document.add("twin", Json.orNull(result.twin(), new ConformJson(versions)::document));
        document.add("files", Json.strings(files));
        document.addProperty("seconds", Json.seconds(result.time()));
        return gson.toJson(document) + "\n";
    }

    private static JsonObject patch(PatchResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("id", result.patch().id());
        json.addProperty("title", result.patch().title());
        JsonObject overrides = new JsonObject();
        new TreeMap<>(result.patch().overrides()).forEach(overrides::addProperty);
        json.add("overrides", overrides);
        return json;
    }

    private static JsonObject model(ModelAnswer answer) {
        JsonObject json = new JsonObject();
        json.addProperty("model", answer.model().id());
        json.addProperty("profile", answer.model().profile());
        json.addProperty("answer", answer.kind().name());
        json.add("applied", Json.strings(new TreeSet<>(answer.applied().keySet())));
        json.add("violated", Json.orNull(answer.violated(), JsonPrimitive::new));
        json.add(
                "steps",
                Json.orNull(
                        answer.result().flatMap(RunResult::counterexample).map(Counterexample::length),
                        JsonPrimitive::new));
        json.add(
                "states",
                Json.orNull(
                        answer.result().flatMap(RunResult::states).map(RunResult.States::distinct),
                        JsonPrimitive::new));
        json.add("baseStates", number(answer.model().distinctStates()));
        json.add("details", Json.strings(answer.details()));
        json.addProperty(
                "seconds", Json.seconds(answer.result().map(RunResult::time).orElse(Duration.ZERO)));
        json.addProperty("kept", answer.result().map(RunResult::kept).orElse(false));
        json.add("counterexample", Json.orNull(answer.result().flatMap(RunResult::counterexample), TraceJson::write));
        return json;
    }

    private static JsonElement number(OptionalLong value) {
        return value.isPresent() ? new JsonPrimitive(value.getAsLong()) : JsonNull.INSTANCE;
    }
}
