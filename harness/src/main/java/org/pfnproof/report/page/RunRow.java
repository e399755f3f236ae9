package org.pfnproof.report.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.pfnproof.report.BoundsText;

/**
 * One run of the last check.
 *
 * @param id {@code model} or {@code model+variant}
 * @param title what it is about, or empty
 * @param violated the property that is violated, or empty
 * @param distinct distinct states; empty if the engine counts none
 * @param depth steps to the farthest of them
 * @param reached how many situations were reached that must be
 * @param missed those that were not
 * @param seconds as text
 * @param race the id of its counterexample on the page, or empty
 */
public record RunRow(
        String id,
        String title,
        String profile,
        String engine,
        String verdict,
        boolean asExpected,
        String violated,
        Optional<Long> distinct,
        Optional<Long> depth,
        int reached,
        List<String> missed,
        String seconds,
        boolean kept,
        String bounds,
        List<String> properties,
        String explanation,
        List<String> notes,
        String command,
        String race) {

    static RunRow of(JsonObject result, String title, String race) {
        List<String> missed = result.getAsJsonObject("witnesses").entrySet().stream()
                .filter(witness -> !witness.getValue().getAsBoolean())
                .map(witness -> witness.getKey())
                .toList();
        JsonElement states = result.get("states");
        return new RunRow(
                id(result),
                title,
                text(result, "profile"),
                text(result, "engine"),
                text(result, "verdict"),
                result.get("asExpected").getAsBoolean(),
                text(result, "violated"),
                number(states, "distinct"),
                number(states, "depth"),
                result.getAsJsonObject("witnesses").size() - missed.size(),
                missed,
                result.get("seconds")
                        .getAsBigDecimal()
                        .setScale(1, java.math.RoundingMode.HALF_UP)
                        .toPlainString(),
                result.get("kept").getAsBoolean(),
                BoundsText.of(result.getAsJsonObject("bounds")),
                texts(result, "properties"),
                text(result, "explanation"),
                texts(result, "notes"),
                text(result, "command"),
                race);
    }

    /** The run's name. */
    static String id(JsonObject result) {
        String variant = text(result, "variant");
        return text(result, "model") + (variant.isEmpty() ? "" : "+" + variant);
    }

    /** Whether a situation that must be reached is asked for at all. */
    public int witnesses() {
        return reached + missed.size();
    }

    static String text(JsonObject object, String name) {
        return object.get(name).isJsonNull() ? "" : object.get(name).getAsString();
    }

    static List<String> texts(JsonObject object, String name) {
        return object.getAsJsonArray(name).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    private static Optional<Long> number(JsonElement states, String name) {
        return states.isJsonNull()
                ? Optional.empty()
                : Optional.of(states.getAsJsonObject().get(name).getAsLong());
    }
}
