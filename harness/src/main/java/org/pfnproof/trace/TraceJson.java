package org.pfnproof.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Counterexamples, steps and states as JSON; what is written is read back equal. */
public final class TraceJson {

    private static final int SCHEMA = 1;

    private TraceJson() {}

    /** A whole counterexample. */
    public static JsonObject write(Counterexample trace) {
        JsonObject json = new JsonObject();
        json.addProperty("schema", SCHEMA);
        json.addProperty("kind", word(trace.kind()));
        json.addProperty("model", trace.model());
        trace.variant().ifPresent(variant -> json.addProperty("variant", variant));
        json.addProperty("profile", trace.profile());
        json.add("bounds", trace.bounds().deepCopy());
        json.addProperty("engine", trace.engine());
        json.addProperty("property", trace.property());
        json.addProperty("inputsHash", trace.inputsHash());
        json.add("initial", write(trace.initial()));
        json.add("steps", writeSteps(trace.steps()));
        trace.loop().ifPresent(loop -> json.addProperty("loop", loop));
        trace.predicate().ifPresent(predicate -> json.addProperty("predicate", predicate));
        return json;
    }

    /** A state as an object with a member for each variable. */
    public static JsonObject write(State state) {
        return ValueJson.object(state.variables());
    }

    /** A value. */
    public static JsonElement write(Value value) {
        return ValueJson.write(value);
    }

    /** Steps, in their order. */
    public static JsonArray writeSteps(List<Step> steps) {
        JsonArray array = new JsonArray();
        for (Step step : steps) {
            JsonObject json = new JsonObject();
            json.addProperty("actor", step.actor());
            json.addProperty("action", step.action());
            json.add("arguments", ValueJson.object(step.arguments()));
            JsonArray changed = new JsonArray();
            step.changed().forEach(changed::add);
            json.add("changed", changed);
            json.add("state", write(step.state()));
            array.add(json);
        }
        return array;
    }

    /** Reads a counterexample's text. */
    public static Counterexample read(String text) throws TraceFormatException {
        try {
            return read(JsonParser.parseString(text));
        } catch (JsonParseException e) {
            throw new TraceFormatException("$", "this is no JSON, or it is cut off: " + e.getMessage());
        }
    }

    /** Reads a whole counterexample. */
    public static Counterexample read(JsonElement json) throws TraceFormatException {
        JsonNode node = new JsonNode("$", json);
        long schema = node.get("schema").integer();
        if (schema != SCHEMA) {
            throw node.get("schema").problem("schema " + SCHEMA + " was expected, not " + schema);
        }
        Counterexample trace = new Counterexample(
                kind(node.get("kind")),
                node.get("model").string(),
                optionalString(node, "variant"),
                node.get("profile").string(),
                node.get("bounds").object(),
                node.get("engine").string(),
                node.get("property").string(),
                node.get("inputsHash").string(),
                state(node.get("initial")),
                node.get("steps").list(TraceJson::step),
                loop(node),
                optionalString(node, "predicate"));
        if (trace.kind() == Counterexample.Kind.LASSO && trace.loop().isEmpty()) {
            throw node.problem("a lasso needs \"loop\"");
        }
        return trace;
    }

    /** Reads a value. */
    public static Value readValue(JsonElement json) throws TraceFormatException {
        return ValueJson.read(new JsonNode("$", json));
    }

    /** Reads a state. */
    public static State readState(JsonElement json) throws TraceFormatException {
        return state(new JsonNode("$", json));
    }

    /** Reads steps. */
    public static List<Step> readSteps(JsonElement json) throws TraceFormatException {
        return new JsonNode("$", json).list(TraceJson::step);
    }

    private static Step step(JsonNode node) throws TraceFormatException {
        return new Step(
                node.get("actor").string(),
                node.get("action").string(),
                node.get("arguments").map(ValueJson::read),
                node.get("changed").list(JsonNode::string),
                state(node.get("state")));
    }

    private static State state(JsonNode node) throws TraceFormatException {
        return new State(node.map(ValueJson::read));
    }

    private static Counterexample.Kind kind(JsonNode node) throws TraceFormatException {
        String word = node.string();
        return Arrays.stream(Counterexample.Kind.values())
                .filter(kind -> word(kind).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> node.problem("trace, lasso or instance was expected, not " + new JsonPrimitive(word)));
    }

    private static OptionalInt loop(JsonNode trace) throws TraceFormatException {
        Optional<JsonNode> node = trace.find("loop");
        if (node.isEmpty()) {
            return OptionalInt.empty();
        }
        long loop = node.get().integer();
        int states = trace.get("steps").list(step -> step).size() + 1;
        if (loop < 0 || loop >= states) {
            throw node.get().problem("a state's index from 0 to " + (states - 1) + " was expected");
        }
        return OptionalInt.of((int) loop);
    }

    private static Optional<String> optionalString(JsonNode node, String key) throws TraceFormatException {
        Optional<JsonNode> found = node.find(key);
        return found.isPresent() ? Optional.of(found.get().string()) : Optional.empty();
    }

    private static String word(Counterexample.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
