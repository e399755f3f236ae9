package org.pfnproof.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pfnproof.follow.Coverage;
import org.pfnproof.follow.Deviation;
import org.pfnproof.follow.LogResult;

/** What following logs has shown, as JSON, in the form of {@code specs/schema/trace.schema.json}. */
public final class TraceJson {

    private static final int SCHEMA = 1;

    private final Versions versions;
    private final Gson gson = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    public TraceJson(Versions versions) {
        this.versions = versions;
    }

    /** The document's text, ending with a newline. */
    public String render(List<LogResult> results, Map<LogResult, TlcSaid> tlc, Set<String> actions, int exit) {
        JsonObject document = new JsonObject();
        document.addProperty("schema", SCHEMA);
        JsonObject tool = new JsonObject();
        tool.addProperty("pfnproof", versions.pfnproof());
        tool.addProperty("java", versions.java());
        document.add("tool", tool);
        JsonArray all = new JsonArray();
        results.forEach(result -> all.add(json(result, Optional.ofNullable(tlc.get(result)))));
        document.add("logs", all);
        JsonArray names = new JsonArray();
        actions.forEach(names::add);
        document.add("actions", names);
        document.addProperty("exit", exit);
        return gson.toJson(document) + "\n";
    }

    /** One log's result, of which TLC was not asked. */
    public static JsonObject json(LogResult result) {
        return json(result, Optional.empty());
    }

    private static JsonObject json(LogResult result, Optional<TlcSaid> tlc) {
        JsonObject json = new JsonObject();
        json.addProperty("log", result.log());
        json.addProperty("kernel", result.kernel());
        json.addProperty("profile", result.profile());
        json.addProperty("verdict", result.verdict().name());
        json.addProperty("reason", result.reason());
        json.addProperty("lines", result.lines());
        json.addProperty("events", result.events());
        json.addProperty("states", result.states());
        json.add("tlc", Json.orNull(tlc, TraceJson::json));
        json.add("deviation", Json.orNull(result.deviation(), TraceJson::json));
        json.add("coverage", json(result.coverage()));
        return json;
    }

    private static JsonElement json(TlcSaid said) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", said.kind().name());
        json.addProperty("text", said.text());
        return json;
    }

    private static JsonElement json(Deviation deviation) {
        JsonObject json = new JsonObject();
        json.addProperty("line", deviation.line());
        json.addProperty("text", deviation.text());
        json.addProperty("thread", deviation.thread());
        json.addProperty("guard", deviation.guard());
        json.addProperty("property", deviation.property());
        JsonArray states = new JsonArray();
        deviation.states().forEach(states::add);
        json.add("states", states);
        JsonArray before = new JsonArray();
        for (Deviation.Line line : deviation.before()) {
            JsonObject object = new JsonObject();
            object.addProperty("line", line.number());
            object.addProperty("thread", line.thread());
            object.addProperty("text", line.text());
            before.add(object);
        }
        json.add("before", before);
        return json;
    }

    private static JsonObject json(Coverage coverage) {
        JsonObject json = new JsonObject();
        json.add("actions", counts(coverage.actions()));
        json.add("retries", counts(coverage.retries()));
        json.add("witnesses", counts(coverage.witnesses()));
        json.add("unknown", counts(coverage.unknown()));
        return json;
    }

    private static JsonObject counts(Map<String, Long> counts) {
        JsonObject json = new JsonObject();
        counts.forEach(json::addProperty);
        return json;
    }
}
