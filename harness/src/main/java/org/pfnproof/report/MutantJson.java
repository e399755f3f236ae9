package org.pfnproof.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.TreeMap;
import org.pfnproof.engine.mutant.Outcome;
import org.pfnproof.mutation.MutationResult;
import org.pfnproof.mutation.MutationResult.GroupResult;
import org.pfnproof.mutation.Score;
import org.pfnproof.mutation.Tried;

/** Generated mutants as JSON: a check's document without runs, with {@code matrices.mutants}. */
public final class MutantJson {

    private static final double NANOS = 1e9;

    private final Versions versions;
    private final Gson gson = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    public MutantJson(Versions versions) {
        this.versions = versions;
    }

    /** The document's text, ending with a newline. */
    public String render(MutationResult result) {
        JsonObject document = new JsonObject();
        document.addProperty("schema", 1);
        document.add("tool", tool(result));
        document.add("results", new JsonArray());
        document.add("claims", new JsonArray());
        JsonObject matrices = new JsonObject();
        matrices.add("mutants", mutants(result));
        document.add("matrices", matrices);
        document.add("notes", Json.strings(result.stale()));
        document.add("summary", summary(result));
        return gson.toJson(document) + "\n";
    }

    private JsonObject tool(MutationResult result) {
        JsonObject tool = new JsonObject();
        tool.addProperty("pfnproof", versions.pfnproof());
        tool.addProperty("java", versions.java());
        JsonObject engines = new JsonObject();
        new TreeMap<>(result.engines())
                .forEach((kind, version) -> engines.addProperty(kind.name().toLowerCase(Locale.ROOT), version));
        tool.add("engines", engines);
        tool.add("canaries", new JsonArray());
        return tool;
    }

    private static JsonObject mutants(MutationResult result) {
        JsonObject json = new JsonObject();
        JsonArray groups = new JsonArray();
        for (GroupResult group : result.groups()) {
            JsonObject object = score(group.score());
            object.addProperty("id", group.group().id());
            object.addProperty("goal", group.group().goal());
            object.addProperty("otherGraphs", group.otherGraphs());
            JsonObject modules = new JsonObject();
            group.group().modules().forEach(module -> modules.add(module, score(group.score(module))));
            object.add("modules", modules);
            groups.add(object);
        }
        json.add("groups", groups);
        JsonArray all = new JsonArray();
        result.mutants().forEach(tried -> all.add(mutant(tried)));
        json.add("mutants", all);
        return json;
    }

    private static JsonObject score(Score score) {
        JsonObject json = new JsonObject();
        json.addProperty("generated", score.generated());
        json.addProperty("run", score.run());
        json.addProperty("killed", score.killed());
        json.addProperty("equivalent", score.equivalent());
        json.addProperty("invalid", score.invalid());
        json.addProperty("survived", score.survived());
        json.addProperty("percent", score.percent());
        return json;
    }

    private static JsonObject mutant(Tried tried) {
        JsonObject json = new JsonObject();
        json.addProperty("id", tried.mutant().id());
        json.addProperty("file", String.valueOf(tried.file().getFileName()));
        json.addProperty("line", tried.mutant().line());
        json.addProperty("kind", tried.mutant().kind().label());
        json.add("difference", Json.strings(tried.difference()));
        json.addProperty("outcome", tried.outcome().label());
        if (tried.outcome() instanceof Outcome.Killed killed) {
            json.addProperty("by", killed.by().label());
            json.addProperty("name", killed.name());
            json.addProperty("model", killed.model());
        }
        json.addProperty("reason", tried.reason().orElse(null));
        return json;
    }

    private static JsonObject summary(MutationResult result) {
        JsonObject summary = new JsonObject();
        summary.addProperty("runs", 0);
        summary.addProperty("asExpected", 0);
        summary.addProperty("claims", 0);
        summary.addProperty("seconds", result.time().toNanos() / NANOS);
        summary.addProperty("exit", result.exit().code());
        summary.addProperty("text", result.unexplained().size() + " survivors are not explained");
        return summary;
    }
}
