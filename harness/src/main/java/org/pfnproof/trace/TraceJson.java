package org.pfnproof.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Counterexamples, steps and states as JSON; what is written is read back equal. */
public final class TraceJson {

    private static final int SCHEMA = 1;

    private static final String[] NAMES = {
        "schema",
        "kind",
        "model",
        "variant",
        "profile",
        "bounds",
        "engine",
        "property",
        "inputsHash",
        "initial",
        "steps",
        "loop",
        "predicate"
    };

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
            return read(StrictJson.parse(text));
        } catch (StrictJson.SyntaxException e) {
            throw new TraceFormatException(e);
        }
    }

    /** Reads a whole counterexample. */
    public static Counterexample read(JsonElement json) throws TraceFormatException {
        JsonNode node = new JsonNode("", json);
        requireSchema(node.get("schema"));
        node.refuseOthers(NAMES);
        return read(node, state(node.get("initial")), node.get("steps").list(TraceJson::step), loop(node));
    }

    /** Reads all but the states from a node. */
    static Counterexample read(JsonNode header, State initial, List<Step> steps, OptionalInt loop)
            throws TraceFormatException {
        Counterexample trace = new Counterexample(
                kind(header.get("kind")),
                header.get("model").string(),
                optionalString(header, "variant"),
                header.get("profile").string(),
                header.get("bounds").object(),
                header.get("engine").string(),
                header.get("property").string(),
                header.get("inputsHash").string(),
                initial,
                steps,
                loop,
                optionalString(header, "predicate"));
        requireForm(header, trace);
        requireVariables(trace);
        return trace;
    }

    private static void requireSchema(JsonNode schema) throws TraceFormatException {
        long number = schema.integer();
        if (number > SCHEMA) {
            throw schema.problem("the file has schema " + number + ", and this pfnproof reads none newer than " + SCHEMA
                    + "; read it with the pfnproof that wrote it, or record it anew");
        } else if (number != SCHEMA) {
            throw schema.problem("schema " + SCHEMA + " was expected, not " + number);
        }
    }

    /** What each kind must have, and must not. */
    private static void requireForm(JsonNode node, Counterexample trace) throws TraceFormatException {
        boolean lasso = trace.kind() == Counterexample.Kind.LASSO;
        boolean instance = trace.kind() == Counterexample.Kind.INSTANCE;
        if (lasso && trace.loop().isEmpty()) {
            throw node.problem("a lasso needs \"loop\"");
        } else if (!lasso && trace.loop().isPresent()) {
            throw node.problem("only a lasso has a loop, and this is " + (instance ? "an instance" : "a trace"));
        } else if (instance && !trace.steps().isEmpty()) {
            throw node.problem("an instance has no steps");
        } else if (instance && trace.predicate().isEmpty()) {
            throw node.problem("an instance needs \"predicate\"");
        }
    }

    /** All states have the same variables, and no step claims to change another one. */
    private static void requireVariables(Counterexample trace) throws TraceFormatException {
        Set<String> variables = trace.initial().variables().keySet();
        for (int i = 0; i < trace.steps().size(); i++) {
            Step step = trace.steps().get(i);
            String place = "/steps/" + i;
            Set<String> odd = new TreeSet<>(step.state().variables().keySet());
            odd.removeAll(variables);
            if (!odd.isEmpty()) {
                throw new TraceFormatException(
                        place + "/state/" + odd.iterator().next(), "the initial state has no such variable");
            }
            Set<String> missing = new TreeSet<>(variables);
            missing.removeAll(step.state().variables().keySet());
            if (!missing.isEmpty()) {
                throw new TraceFormatException(place + "/state", "lacks " + String.join(", ", missing));
            }
            Set<String> unknown = new TreeSet<>(step.changed());
            unknown.removeAll(variables);
            if (!unknown.isEmpty()) {
                throw new TraceFormatException(
                        place + "/changed", "there is no variable " + String.join(", ", unknown));
            }
        }
    }

    /** Reads a state. */
    public static State readState(JsonElement json) throws TraceFormatException {
        return state(new JsonNode("", json));
    }

    /** Reads a value. */
    public static Value readValue(JsonElement json) throws TraceFormatException {
        return ValueJson.read(new JsonNode("", json));
    }

    /** Reads steps. */
    public static List<Step> readSteps(JsonElement json) throws TraceFormatException {
        return new JsonNode("", json).list(TraceJson::step);
    }

    private static Step step(JsonNode node) throws TraceFormatException {
        node.refuseOthers("actor", "action", "arguments", "changed", "state");
        return new Step(
                node.get("actor").string(),
                node.get("action").string(),
                node.get("arguments").map(ValueJson::read),
                node.get("changed").list(JsonNode::string),
                state(node.get("state")));
    }

    /** A state of which each member but {@code #meta} is a variable. */
    static State state(JsonNode node) throws TraceFormatException {
        Map<String, Value> variables = new LinkedHashMap<>();
        for (String name : node.object().keySet()) {
            if (!name.equals(Itf.META)) {
                variables.put(name, ValueJson.read(node.get(name)));
            }
        }
        return new State(variables);
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
        return loop(trace, trace.get("steps").list(step -> step).size() + 1);
    }

    /** The loop of a trace with so many states. */
    static OptionalInt loop(JsonNode trace, int states) throws TraceFormatException {
        Optional<JsonNode> node = trace.find("loop");
        if (node.isEmpty()) {
            return OptionalInt.empty();
        }
        long loop = node.get().integer();
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
