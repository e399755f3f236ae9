package org.pfnproof.engine.tlc;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A model's bounds as TLA+ expressions.
 *
 * <p>An array of strings at the top level is a set of model values; any other array is a set. So is {@code {"#set": […]}},
 * in which strings are strings, and {@code {"#tup": […]}} is a tuple. Any other object is a function whose keys are integers,
 * declared model values, or strings. A string that names a declared model value is that value.
 */
final class Bounds {

    private static final String SET = "#set";
    private static final String TUPLE = "#tup";
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z]\\w*");
    private static final Pattern INTEGER = Pattern.compile("-?\\d+");

    private final JsonObject json;
    private final Set<String> modelValues;

    Bounds(JsonObject json) {
        this.json = json;
        this.modelValues = json.asMap().values().stream()
                .filter(Bounds::isModelValueSet)
                .flatMap(set -> set.getAsJsonArray().asList().stream())
                .map(JsonElement::getAsString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The names of all model values, in the order of the bounds. */
    Set<String> modelValues() {
        return modelValues;
    }

    /** The constants that the bounds give a value. */
    Set<String> constants() {
        return json.keySet();
    }

    /** The value of a constant as a TLA+ expression. */
    String expression(String constant) {
        return expression(json.get(constant));
    }

    /** What makes these bounds unusable, one sentence each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (String name : modelValues) {
            if (!IDENTIFIER.matcher(name).matches()) {
                problems.add("The bound \"" + name + "\" cannot be a model value: it is not a TLA+ identifier.");
            } else if (json.has(name)) {
                problems.add("The bounds use " + name + " both for a constant and for a model value.");
            }
        }
        for (String name : json.keySet()) {
            if (!IDENTIFIER.matcher(name).matches()) {
                problems.add("The bound \"" + name + "\" is not the name of a constant.");
            }
            if (json.get(name).isJsonNull()) {
                problems.add("The bound " + name + " has no value.");
            }
        }
        return problems;
    }

    private static boolean isModelValueSet(JsonElement bound) {
        return bound instanceof JsonArray array
                && !array.isEmpty()
                && array.asList().stream().allMatch(Bounds::isString);
    }

    private static boolean isString(JsonElement element) {
        return element instanceof JsonPrimitive primitive && primitive.isString();
    }

    private String expression(JsonElement element) {
        if (element instanceof JsonArray array) {
            return list(array, "{", "}");
        }
        if (element instanceof JsonObject object) {
            return object(object);
        }
        JsonPrimitive primitive = element.getAsJsonPrimitive();
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean() ? "TRUE" : "FALSE";
        }
        return primitive.isNumber() ? Integer.toString(primitive.getAsInt()) : text(primitive.getAsString());
    }

    private String list(JsonArray array, String open, String close) {
        return array.asList().stream().map(this::expression).collect(Collectors.joining(", ", open, close));
    }

    private String object(JsonObject object) {
        if (object.size() == 1 && object.get(SET) instanceof JsonArray set) {
            return list(set, "{", "}");
        }
        if (object.size() == 1 && object.get(TUPLE) instanceof JsonArray tuple) {
            return list(tuple, "<<", ">>");
        }
        return object.isEmpty() ? "<<>>" : function(object);
    }

    private String function(JsonObject object) {
        return object.entrySet().stream().map(this::pair).collect(Collectors.joining(" @@ ", "(", ")"));
    }

    private String pair(Map.Entry<String, JsonElement> entry) {
        String key = INTEGER.matcher(entry.getKey()).matches() ? entry.getKey() : text(entry.getKey());
        return key + " :> " + expression(entry.getValue());
    }

    private String text(String text) {
        return modelValues.contains(text)
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
