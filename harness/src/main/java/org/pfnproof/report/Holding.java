package org.pfnproof.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;

/** Which properties hold, and within which bounds. */
final class Holding {

    private Holding() {}

    static List<String> lines(List<RunResult> results, int width) {
        return results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Holds)
                .map(result -> model(result, width))
                .toList();
    }

    private static String model(RunResult result, int width) {
        Model model = result.run().model();
        String properties = model.properties().stream().map(Property::id).collect(Collectors.joining(", "));
        String title = result.run().id() + " (" + model.profile() + "): " + properties;
        return Lines.prose(title, width, "  ") + "\n" + Lines.prose("within " + bounds(model), width, "      ");
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
            return object.has("#set")
                    ? text(object.get("#set"))
                    : object.entrySet().stream()
                            .map(entry -> entry.getKey() + ":" + text(entry.getValue()))
                            .collect(Collectors.joining(",", "(", ")"));
        }
        return value.getAsString();
    }
}
