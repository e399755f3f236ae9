package org.pfnproof.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;

/** A model's bounds in one line. */
public final class BoundsText {

    private BoundsText() {}

    public static String of(JsonObject bounds) {
        return bounds.entrySet().stream()
                .map(bound -> bound.getKey() + "=" + text(bound.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** JSON's arrays are sets here, as in the specs, and so is what is marked as one. */
    private static String text(JsonElement value) {
        if (value instanceof JsonArray array) {
            return array.asList().stream().map(BoundsText::text).collect(Collectors.joining(",", "{", "}"));
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
