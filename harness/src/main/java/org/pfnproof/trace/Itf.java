package org.pfnproof.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counterexamples in the Informal Trace Format of Apalache, version 0.5 (ADR-015 of that project): states without the steps between
 * them. What the format has no place for stands under {@code #meta}, where every tool may put what it likes: in the trace's, under
 * {@code pfnproof}, all but the states; in a state's the step that leads to it.
 */
public final class Itf {

    static final String META = "#meta";
    private static final String OURS = "pfnproof";
    private static final String STATES = "states";
    private static final String LOOP = "loop";

    /** The action of a step whose name is not told, as in the traces of other tools. */
    public static final String UNNAMED = "";

    private Itf() {}

    /** A counterexample as an ITF trace. */
    public static JsonObject write(Counterexample trace) {
        JsonObject header = TraceJson.write(trace);
        header.remove("initial");
        header.remove("steps");
        header.remove(LOOP);
        JsonObject meta = new JsonObject();
        meta.addProperty("format", "ITF");
        meta.addProperty("format-description", "https://apalache-mc.org/docs/adr/015adr-trace.html");
        meta.addProperty("source", trace.model());
        meta.addProperty("description", "Violates " + trace.property());
        meta.add(OURS, header);
        JsonObject json = new JsonObject();
        json.add(META, meta);
        json.add("params", new JsonArray());
        JsonArray variables = new JsonArray();
        trace.initial().variables().keySet().forEach(variables::add);
        json.add("vars", variables);
        json.add(STATES, writeStates(trace));
        trace.loop().ifPresent(loop -> json.addProperty(LOOP, loop));
        return json;
    }

    private static JsonArray writeStates(Counterexample trace) {
        JsonArray states = new JsonArray();
        states.add(writeState(new JsonObject(), 0, trace.initial()));
        for (Step step : trace.steps()) {
            JsonObject meta = new JsonObject();
            meta.addProperty("actor", step.actor());
            meta.addProperty("action", step.action());
            meta.add("arguments", ValueJson.object(step.arguments()));
            states.add(writeState(meta, states.size(), step.state()));
        }
        return states;
    }

    private static JsonObject writeState(JsonObject step, int index, State state) {
        JsonObject meta = new JsonObject();
        meta.addProperty("index", index);
        meta.asMap().putAll(step.asMap());
        JsonObject json = new JsonObject();
        json.add(META, meta);
        json.asMap().putAll(TraceJson.write(state).asMap());
        return json;
    }

    /** Whether a document has this format, or means to. */
    public static boolean isItf(JsonElement json) {
        return json instanceof JsonObject object && object.has(STATES) && !object.has("steps");
    }

    /**
     * Reads a trace. That of another tool needs the member {@code pfnproof} with {@code model} and {@code property} (and
     * {@code variant}) under {@code #meta}, put there by hand; its steps are {@link #UNNAMED}.
     */
    public static Counterexample read(JsonElement json) throws TraceFormatException {
        JsonNode node = new JsonNode("", json);
        List<JsonNode> states = node.get(STATES).list(state -> state);
        if (states.isEmpty()) {
            throw node.get(STATES).problem("a trace has at least one state");
        }
        State initial = TraceJson.state(states.get(0));
        List<Step> steps = new ArrayList<>();
        State before = initial;
        for (JsonNode state : states.subList(1, states.size())) {
            steps.add(step(before, state));
            before = steps.get(steps.size() - 1).state();
        }
        return TraceJson.read(header(node), initial, steps, TraceJson.loop(node, states.size()));
    }

    private static JsonNode header(JsonNode trace) throws TraceFormatException {
        Optional<JsonNode> meta = trace.find(META);
        Optional<JsonNode> ours = meta.isPresent() ? meta.get().find(OURS) : Optional.empty();
        if (ours.isEmpty()) {
            throw new TraceFormatException(
                    "/" + META,
                    "nothing says which model this is a trace of; put {\"pfnproof\": {\"model\": ..., \"property\": ...}}"
                            + " here, and \"variant\" beside the two if there is one");
        }
        JsonObject header = new JsonObject();
        header.addProperty("kind", trace.find(LOOP).isPresent() ? "lasso" : "trace");
        header.addProperty("profile", "");
        header.add("bounds", new JsonObject());
        header.addProperty("engine", "ITF");
        header.addProperty("inputsHash", "");
        header.asMap().putAll(ours.get().object().asMap());
        return new JsonNode(ours.get().path(), header);
    }

    private static Step step(State before, JsonNode node) throws TraceFormatException {
        State after = TraceJson.state(node);
        Optional<JsonNode> meta = node.find(META);
        return new Step(
                text(meta, "actor"),
                text(meta, "action"),
                meta.isPresent() && meta.get().find("arguments").isPresent()
                        ? meta.get().get("arguments").map(ValueJson::read)
                        : Map.of(),
                before.changedIn(after),
                after);
    }

    private static String text(Optional<JsonNode> meta, String name) throws TraceFormatException {
        Optional<JsonNode> node = meta.isPresent() ? meta.get().find(name) : Optional.empty();
        return node.isPresent() ? node.get().string() : UNNAMED;
    }
}
