package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a JVM is to do that runs many mutants one after the other.
 *
 * @param classPath of every run's own class loader
 * @param models by their names
 * @param mutants in their order
 */
public record MutantBatch(List<Path> classPath, Map<String, Setting> models, List<Job> mutants) {

    public MutantBatch {
        classPath = List.copyOf(classPath);
        models = Map.copyOf(models);
        mutants = List.copyOf(mutants);
    }

    /**
     * A model.
     *
     * @param module the text of the root module
     * @param config the text of the configuration
     * @param request what TLC is to do
     * @param limit after how many states the search is stopped
     */
    public record Setting(String module, String config, TlcRequest request, long limit) {}

    /**
     * A mutant, or, without changed files, the spec as it is.
     *
     * @param id the mutant's
     * @param files changed files: name to text
     * @param models on which it is run, first one first, until something is noticed
     * @param without properties and witnesses that mention the changed operator themselves and would change with it
     */
    public record Job(String id, Map<String, String> files, List<String> models, Collection<String> without) {
        public Job {
            files = Map.copyOf(files);
            models = List.copyOf(models);
            without = List.copyOf(without);
        }
    }

    /** As the parent writes it. */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.add(
                "classPath",
                TlcRequest.array(classPath.stream().map(Path::toString).toList()));
        JsonObject settings = new JsonObject();
        models.forEach((name, setting) -> {
            JsonObject object = new JsonObject();
            object.addProperty("module", setting.module());
            object.addProperty("config", setting.config());
            object.add("request", setting.request().json());
            object.addProperty("limit", setting.limit());
            settings.add(name, object);
        });
        json.add("models", settings);
        JsonArray jobs = new JsonArray();
        for (Job job : mutants) {
            JsonObject object = new JsonObject();
            object.addProperty("id", job.id());
            JsonObject files = new JsonObject();
            job.files().forEach(files::addProperty);
            object.add("files", files);
            object.add("models", TlcRequest.array(job.models()));
            object.add("without", TlcRequest.array(job.without()));
            jobs.add(object);
        }
        json.add("mutants", jobs);
        return json;
    }

    /** As the child reads it. */
    static MutantBatch of(JsonObject json) {
        Map<String, Setting> models = new TreeMap<>();
        json.getAsJsonObject("models").asMap().forEach((name, element) -> {
            JsonObject setting = element.getAsJsonObject();
            models.put(
                    name,
                    new Setting(
                            setting.get("module").getAsString(),
                            setting.get("config").getAsString(),
                            TlcRequest.of(setting.getAsJsonObject("request")),
                            setting.get("limit").getAsLong()));
        });
        List<Job> mutants = json.getAsJsonArray("mutants").asList().stream()
                .map(element -> job(element.getAsJsonObject()))
                .toList();
        return new MutantBatch(
                TlcRequest.strings(json, "classPath").stream().map(Path::of).toList(), models, mutants);
    }

    private static Job job(JsonObject json) {
        Map<String, String> files = new TreeMap<>();
        json.getAsJsonObject("files").asMap().forEach((name, text) -> files.put(name, text.getAsString()));
        return new Job(
                json.get("id").getAsString(),
                files,
                TlcRequest.strings(json, "models"),
                TlcRequest.strings(json, "without"));
    }
}
