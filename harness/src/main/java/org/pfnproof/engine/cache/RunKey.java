package org.pfnproof.engine.cache;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pfnproof.catalogue.JavaChange;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Run;

/**
 * What a run's result depends on, as one hash: what the model and the variant ask for, the spec's modules without comments and layout,
 * and the checker. Not the limits of time and memory, since only results are kept that they did not cut short; not the prose.
 */
public final class RunKey {

    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    private RunKey() {}

    /**
     * The key of a run.
     *
     * @param program hash of whatever else decides: this program's code and its Java
     * @return empty if the engine cannot tell what the run depends on, for example because a file is missing
     */
    public static Optional<String> of(String program, Engine engine, Run run) {
        return engine.inputs(run)
                .map(inputs -> Sha256.of(List.of(program, engine.version(), GSON.toJson(asked(run)), inputs)));
    }

    private static JsonObject asked(Run run) {
        Model model = run.model();
        JsonObject json = new JsonObject();
        json.addProperty("model", model.id());
        json.addProperty("profile", model.profile());
        json.addProperty("engine", model.engine().name());
        json.addProperty("spec", model.spec());
        json.addProperty("specification", model.specification());
        json.add("bounds", model.bounds());
        json.add("substitutions", GSON.toJsonTree(new TreeMap<>(model.substitutions())));
        json.add("symmetric", GSON.toJsonTree(model.symmetric()));
        json.add("properties", GSON.toJsonTree(ids(model.properties())));
        json.add("witnesses", GSON.toJsonTree(ids(model.witnesses())));
        json.add("neverTaken", GSON.toJsonTree(new TreeMap<>(model.neverTaken())));
        json.addProperty("deadlock", model.deadlock());
        json.addProperty("expected", model.expected().violated().orElse(null));
        json.addProperty("states", model.distinctStates().orElse(-1));
        json.addProperty("observes", model.observes().orElse(null));
        run.variant().ifPresent(variant -> {
            json.addProperty("variant", variant.id());
            json.addProperty("module", variant.module());
            json.addProperty("patch", variant.patch());
            json.add("overrides", GSON.toJsonTree(new TreeMap<>(variant.overrides())));
            json.addProperty("violates", variant.violates().map(Property::id).orElse(null));
            variant.java().ifPresent(java -> json.add("java", GSON.toJsonTree(sorted(java))));
        });
        return json;
    }

    private static List<Map<String, String>> sorted(JavaChange java) {
        return List.of(new TreeMap<>(java.classes()), new TreeMap<>(java.beneath()));
    }

    private static List<String> ids(List<Property> properties) {
        return properties.stream()
                .flatMap(property -> Stream.of(property.id(), property.kind().name()))
                .toList();
    }
}
