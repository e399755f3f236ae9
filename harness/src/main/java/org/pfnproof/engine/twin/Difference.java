package org.pfnproof.engine.twin;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pfnproof.trace.TraceFormatException;
import org.pfnproof.trace.TraceJson;
import org.pfnproof.trace.Value;

/**
 * Something that the spec and the reference implementation do not have in common.
 *
 * @param kind what it is
 * @param label the step, with its arguments; empty for initial states, and for what is said of a state
 * @param message one sentence
 * @param variables what the two sides say of the variables that matter, or of a property or witness
 */
public record Difference(Kind kind, Optional<String> label, String message, List<Variable> variables) {

    public Difference {
        variables = List.copyOf(variables);
    }

    /** The kinds of differences. */
    public enum Kind {
        /** The spec begins in a state in which the reference implementation does not. */
        INITIAL_STATE_MISSING,
        /** The reference implementation begins in a state in which the spec does not. */
        INITIAL_STATE_TOO_MANY,
        /** The spec takes a step that the reference implementation does not. */
        STEP_MISSING,
        /** The reference implementation takes a step that the spec does not. */
        STEP_TOO_MANY,
        /** Both take the step, and it leads to different states. */
        SUCCESSOR,
        /** The reference implementation tells states apart that are one to the spec. */
        HIDDEN_STATE,
        /** A move that is not enabled has changed the state. */
        REFUSED_BUT_CHANGED,
        /** A property or a witness is true of a state or step on one side only. */
        PREDICATE,
        /** The reference implementation threw an exception. */
        CRASH,
        /** A value does not fit into the reference implementation's packed state: what it does there is not known. */
        OVERFLOW
    }

    /**
     * A variable on both sides.
     *
     * @param spec empty if that side has no such state
     * @param implementation likewise
     */
    public record Variable(String name, Optional<Value> spec, Optional<Value> implementation) {}

    /** The variables that differ between two states; all of the one state if there is no other. */
    public static List<Variable> between(Map<String, Value> spec, Map<String, Value> implementation) {
        Set<String> names = new LinkedHashSet<>(spec.keySet());
        names.addAll(implementation.keySet());
        List<Variable> variables = new ArrayList<>();
        for (String name : names) {
            Optional<Value> left = Optional.ofNullable(spec.get(name));
            Optional<Value> right = Optional.ofNullable(implementation.get(name));
            if (!left.equals(right)) {
                variables.add(new Variable(name, left, right));
            }
        }
        return variables;
    }

    /** The same in the form that counterexamples have. */
    Difference shown(Set<String> modelValues) {
        List<Variable> all = variables.stream()
                .map(variable -> new Variable(
                        variable.name(),
                        variable.spec().map(value -> Described.shown(value, modelValues)),
                        variable.implementation().map(value -> Described.shown(value, modelValues))))
                .toList();
        return new Difference(kind, label, message, all);
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("kind", kind.name());
        json.add(
                "label",
                label.<JsonElement>map(com.google.gson.JsonPrimitive::new).orElse(JsonNull.INSTANCE));
        json.addProperty("message", message);
        JsonArray array = new JsonArray();
        for (Variable variable : variables) {
            JsonObject item = new JsonObject();
            item.addProperty("name", variable.name());
            item.add("spec", variable.spec().map(TraceJson::write).orElse(JsonNull.INSTANCE));
            item.add(
                    "implementation",
                    variable.implementation().map(TraceJson::write).orElse(JsonNull.INSTANCE));
            array.add(item);
        }
        json.add("variables", array);
        return json;
    }

    static Difference of(JsonObject json) throws TraceFormatException {
        List<Variable> variables = new ArrayList<>();
        for (JsonElement element : json.getAsJsonArray("variables")) {
            JsonObject item = element.getAsJsonObject();
            variables.add(new Variable(
                    item.get("name").getAsString(), value(item.get("spec")), value(item.get("implementation"))));
        }
        return new Difference(
                Kind.valueOf(json.get("kind").getAsString()),
                Optional.of(json.get("label"))
                        .filter(label -> !label.isJsonNull())
                        .map(JsonElement::getAsString),
                json.get("message").getAsString(),
                variables);
    }

    private static Optional<Value> value(JsonElement json) throws TraceFormatException {
        return json.isJsonNull() ? Optional.empty() : Optional.of(TraceJson.readValue(json));
    }

    /** What was thrown, and where. */
    static String crash(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        return thrown + (stack.length == 0 ? "" : " at " + stack[0]);
    }
}
