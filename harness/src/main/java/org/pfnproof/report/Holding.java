package org.pfnproof.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;

/** Which properties hold, and within which bounds. Models with the same properties stand together. */
final class Holding {

    private Holding() {}

    static List<String> lines(List<RunResult> results, int width) {
        Map<List<Property>, List<Model>> groups = results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Holds)
                .map(result -> result.run().model())
                .collect(Collectors.groupingBy(Model::properties, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue(), width))
                .toList();
    }

    private static String group(List<Property> properties, List<Model> models, int width) {
        String names = properties.stream().map(Property::id).collect(Collectors.joining(", "));
        return Lines.prose(names, width, "  ") + "\n"
                + models.stream().map(model -> model(model, width)).collect(Collectors.joining("\n"));
    }

    private static String model(Model model, int width) {
        String title = "in " + model.id() + " (" + model.profile() + "): " + bounds(model);
        return Lines.prose(title, width, "    ");
    }

    private static String bounds(Model model) {
        return model.bounds().entrySet().stream()
                .map(bound -> bound.getKey() + "=" + text(bound.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** JSON's arrays are sets here, as in the specs, and so is what is marked as one. */
    private static String text(JsonElement value) {
        if (value instanceof JsonArray array) {
            return array.asList().stream().map(Holding::text).collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof JsonObject object) {
            return object.has("#set") ? text(object.get("#set")) : function(object);
        }
        return value.getAsString();
    }

    /** A function, or just its value if it has only one. */
    private static String function(JsonObject object) {
        Set<JsonElement> values = Set.copyOf(object.asMap().values());
        if (values.size() == 1) {
            return text(values.iterator().next());
        }
        return object.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + text(entry.getValue()))
                .collect(Collectors.joining(",", "(", ")"));
    }
}
