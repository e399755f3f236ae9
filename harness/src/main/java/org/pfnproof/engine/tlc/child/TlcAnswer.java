package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.RunResult.States;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.TraceFormatException;
import org.pfnproof.trace.TraceJson;
import org.pfnproof.trace.Value;

/**
 * What TLC's JVM found, before anybody draws a conclusion from it.
 *
 * @param exit the exit code that TLC itself would have ended with; empty if it was not started because of {@code problems}
 * @param problems what was found wrong with the spec before TLC was started; file names are module names
 * @param messages TLC's errors, warnings and notable messages, in their order
 * @param states the size of the state space, if the search was begun
 * @param queue states found and not expanded at the end
 * @param suspects the properties of which the violated one is one; a single one if it is certain
 * @param actions action to number of its steps seen
 * @param witnesses witness to whether it was reached
 * @param behavior the counterexample, if there is one
 * @param observations what was collected, each value once
 * @param violations of what was watched, each violated property to the steps of its shortest violation
 */
public record TlcAnswer(
        OptionalInt exit,
        List<Problem> problems,
        List<Message> messages,
        Optional<States> states,
        long queue,
        List<String> suspects,
        Map<String, Long> actions,
        Map<String, Boolean> witnesses,
        Optional<Behavior> behavior,
        List<Value> observations,
        Map<String, Integer> violations) {

    /** The number of a message that is not TLC's: why this program ended the search. */
    public static final int GIVEN_UP = 9900;

    /** An answer to a request that collects nothing. */
    public TlcAnswer(
            OptionalInt exit,
            List<Problem> problems,
            List<Message> messages,
            Optional<States> states,
            long queue,
            List<String> suspects,
            Map<String, Long> actions,
            Map<String, Boolean> witnesses,
            Optional<Behavior> behavior) {
        this(exit, problems, messages, states, queue, suspects, actions, witnesses, behavior, List.of(), Map.of());
    }

    public TlcAnswer {
        observations = List.copyOf(observations);
        violations = Map.copyOf(violations);
        problems = List.copyOf(problems);
        messages = List.copyOf(messages);
        suspects = List.copyOf(suspects);
        actions = Map.copyOf(actions);
        witnesses = Map.copyOf(witnesses);
    }

    /** An answer of only problems. */
    static TlcAnswer refused(List<Problem> problems) {
        return new TlcAnswer(
                OptionalInt.empty(),
                problems,
                List.of(),
                Optional.empty(),
                0,
                List.of(),
                Map.of(),
                Map.of(),
                Optional.empty());
    }

    /**
     * One of TLC's messages.
     *
     * @param code TLC's number for it
     * @param parameters what TLC puts into the text, for example the name of an invariant
     * @param text the text
     */
    public record Message(int code, List<String> parameters, String text) {
        public Message {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * A behaviour that TLC printed, with the result of re-validating it.
     *
     * @param initial the first state
     * @param steps the steps after it, each labelled by the action that really makes it
     * @param loop the index of the state to which the last one returns, for an infinite behaviour
     * @param doubts what did not fit when the behaviour was checked against the spec; none if it is confirmed
     */
    public record Behavior(State initial, List<Step> steps, OptionalInt loop, List<String> doubts) {
        public Behavior {
            steps = List.copyOf(steps);
            doubts = List.copyOf(doubts);
        }
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        exit.ifPresent(code -> json.addProperty("exit", code));
        json.add("problems", array(problems, TlcAnswer::json));
        json.add("messages", array(messages, TlcAnswer::json));
        states.ifPresent(size -> {
            JsonObject object = new JsonObject();
            object.addProperty("distinct", size.distinct());
            object.addProperty("generated", size.generated());
            object.addProperty("depth", size.depth());
            json.add("states", object);
        });
        json.addProperty("queue", queue);
        json.add("suspects", TlcRequest.array(suspects));
        JsonObject steps = new JsonObject();
        new TreeMap<>(actions).forEach(steps::addProperty);
        json.add("actions", steps);
        JsonObject reached = new JsonObject();
        new TreeMap<>(witnesses).forEach(reached::addProperty);
        json.add("witnesses", reached);
        behavior.ifPresent(trace -> json.add("behavior", json(trace)));
        JsonArray observed = new JsonArray();
        observations.forEach(value -> observed.add(TraceJson.write(value)));
        json.add("observations", observed);
        JsonObject violated = new JsonObject();
        new TreeMap<>(violations).forEach(violated::addProperty);
        json.add("violations", violated);
        return json;
    }

    /**
     * Reads what a child wrote.
     *
     * @throws TraceFormatException if the behaviour in it is damaged
     */
    public static TlcAnswer of(JsonObject json) throws TraceFormatException {
        JsonElement behavior = json.get("behavior");
        return new TlcAnswer(
                json.has("exit") ? OptionalInt.of(json.get("exit").getAsInt()) : OptionalInt.empty(),
                list(json, "problems", TlcAnswer::problem),
                list(json, "messages", TlcAnswer::message),
                Optional.ofNullable(json.getAsJsonObject("states")).map(TlcAnswer::states),
                json.get("queue").getAsLong(),
                TlcRequest.strings(json, "suspects"),
                map(json, "actions", JsonElement::getAsLong),
                map(json, "witnesses", JsonElement::getAsBoolean),
                behavior == null ? Optional.empty() : Optional.of(behavior(behavior.getAsJsonObject())),
                observations(json),
                map(json, "violations", JsonElement::getAsInt));
    }

    private static List<Value> observations(JsonObject json) throws TraceFormatException {
        List<Value> values = new ArrayList<>();
        for (JsonElement value : json.getAsJsonArray("observations")) {
            values.add(TraceJson.readValue(value));
        }
        return values;
    }

    private static JsonObject json(Problem problem) {
        JsonObject json = new JsonObject();
        json.addProperty("message", problem.message());
        problem.location().ifPresent(place -> {
            json.addProperty("file", place.file());
            json.addProperty("line", place.line());
            json.addProperty("column", place.column());
        });
        return json;
    }

    private static Problem problem(JsonObject json) {
        String message = json.get("message").getAsString();
        if (!json.has("file")) {
            return Problem.of(message);
        }
        return Problem.at(
                json.get("file").getAsString(),
                json.get("line").getAsInt(),
                json.get("column").getAsInt(),
                message);
    }

    private static JsonObject json(Message message) {
        JsonObject json = new JsonObject();
        json.addProperty("code", message.code());
        json.add("parameters", TlcRequest.array(message.parameters()));
        json.addProperty("text", message.text());
        return json;
    }

    private static Message message(JsonObject json) {
        return new Message(
                json.get("code").getAsInt(),
                TlcRequest.strings(json, "parameters"),
                json.get("text").getAsString());
    }

    private static States states(JsonObject json) {
        return new States(
                json.get("distinct").getAsLong(),
                json.get("generated").getAsLong(),
                json.get("depth").getAsInt());
    }

    private static JsonObject json(Behavior behavior) {
        JsonObject json = new JsonObject();
        json.add("initial", TraceJson.write(behavior.initial()));
        json.add("steps", TraceJson.writeSteps(behavior.steps()));
        behavior.loop().ifPresent(loop -> json.addProperty("loop", loop));
        json.add("doubts", TlcRequest.array(behavior.doubts()));
        return json;
    }

    private static Behavior behavior(JsonObject json) throws TraceFormatException {
        return new Behavior(
                TraceJson.readState(json.get("initial")),
                TraceJson.readSteps(json.get("steps")),
                json.has("loop") ? OptionalInt.of(json.get("loop").getAsInt()) : OptionalInt.empty(),
                TlcRequest.strings(json, "doubts"));
    }

    private static <T> JsonArray array(List<T> list, Function<T, JsonObject> write) {
        JsonArray array = new JsonArray();
        list.stream().map(write).forEach(array::add);
        return array;
    }

    private static <T> List<T> list(JsonObject json, String key, Function<JsonObject, T> read) {
        return StreamSupport.stream(json.getAsJsonArray(key).spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(read)
                .toList();
    }

    private static <T> Map<String, T> map(JsonObject json, String key, Function<JsonElement, T> read) {
        return json.getAsJsonObject(key).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> read.apply(entry.getValue())));
    }
}
