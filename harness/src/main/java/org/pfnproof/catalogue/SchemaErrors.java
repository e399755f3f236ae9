package org.pfnproof.catalogue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.harrel.jsonschema.Error;
import java.util.List;

/** Puts the validator's errors into sentences that say what was expected. */
final class SchemaErrors {

    private SchemaErrors() {}

    /**
     * One sentence for one error.
     *
     * @param error the validator's error
     * @param rule the part of the schema that is not met
     * @param value the part of the document that does not meet it
     */
    static String sentence(Error error, JsonElement rule, JsonElement value) {
        String pointer = error.getInstanceLocation().isEmpty() ? "the whole file" : error.getInstanceLocation();
        return pointer + ": " + reason(error, rule, value);
    }

    private static String reason(Error error, JsonElement rule, JsonElement value) {
        String keyword = String.valueOf(error.getKeyword());
        return switch (keyword) {
            // The validator reports a forbidden name with the false schema, which has no keyword.
            case "null" -> "this name is not known here" + hint(error.getInstanceLocation(), rule);
            case "enum" -> {
                List<String> allowed = texts(rule, "enum");
                yield "expected one of " + String.join(", ", allowed) + ", found " + value
                        + Nearest.hint(text(value), allowed);
            }
            case "required" -> "missing " + missing(rule, value);
            case "type" ->
                error.getError().replace("Value is", "this is").replace("[", "").replace("]", "");
            case "oneOf" -> "expected " + description(rule) + ", found " + value;
            default -> error.getError() + (description(rule).isEmpty() ? "" : " (" + description(rule) + ")");
        };
    }

    private static String hint(String pointer, JsonElement rule) {
        return Nearest.hint(
                pointer.substring(pointer.lastIndexOf('/') + 1),
                rule.getAsJsonObject().getAsJsonObject("properties").keySet());
    }

    private static String missing(JsonElement rule, JsonElement value) {
        return String.join(
                ", ",
                texts(rule, "required").stream()
                        .filter(name -> !(value instanceof JsonObject)
                                || !value.getAsJsonObject().has(name))
                        .toList());
    }

    private static List<String> texts(JsonElement rule, String keyword) {
        return rule.getAsJsonObject().getAsJsonArray(keyword).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    private static String description(JsonElement rule) {
        return rule instanceof JsonObject object && object.has("description")
                ? object.get("description").getAsString()
                : "";
    }

    private static String text(JsonElement value) {
        return value instanceof JsonPrimitive ? value.getAsString() : value.toString();
    }
}
