package org.pfnproof.engine.twin;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.TraceFormatException;
import org.pfnproof.trace.TraceJson;

/**
 * What walking a reference implementation beside a spec gave.
 *
 * @param initialStates initial states that both sides have
 * @param states reachable states that both sides have
 * @param beyond how many of them violate the run's boundary: nothing behind them was compared
 * @param edges steps that both sides take, each counted with its arguments
 * @param differences all that was found in the state where the two first part; none if they do not
 * @param path the shortest way to that state; empty if there is no difference, or one in the initial states
 * @param compared what was said of each of these states and steps on both sides
 */
public record TwinReport(
        long initialStates,
        long states,
        long beyond,
        long edges,
        List<Difference> differences,
        Optional<Path> path,
        Compared compared) {

    public TwinReport {
        differences = List.copyOf(differences);
    }

    /** A report on states and steps only. */
    public TwinReport(
            long initialStates,
            long states,
            long beyond,
            long edges,
            List<Difference> differences,
            Optional<Path> path) {
        this(initialStates, states, beyond, edges, differences, path, new Compared(List.of(), List.of()));
    }

    /**
     * The model's safety properties and witnesses.
     *
     * @param predicates ids of those that were evaluated on both sides
     * @param unstated ids of those that the reference implementation does not state
     */
    public record Compared(List<String> predicates, List<String> unstated) {
        public Compared {
            predicates = List.copyOf(predicates);
            unstated = List.copyOf(unstated);
        }
    }

    /**
     * Steps from an initial state on, the same on both sides.
     *
     * @param initial where it begins
     * @param steps none if that is the state itself
     */
    public record Path(State initial, List<Step> steps) {
        public Path {
            steps = List.copyOf(steps);
        }

        /** Where it ends. */
        public State last() {
            return steps.isEmpty() ? initial : steps.get(steps.size() - 1).state();
        }
    }

    /** Whether the walk ended only because values outgrew the packed state, and why; that is no answer. */
    public Optional<String> overflow() {
        boolean nothingElse =
                differences.stream().allMatch(difference -> difference.kind() == Difference.Kind.OVERFLOW);
        return differences.isEmpty() || !nothingElse
                ? Optional.empty()
                : Optional.of("After " + path.map(way -> way.steps().size()).orElse(0) + " steps "
                        + differences.get(0).message()
                        + ". The field is too narrow for the model, or a value grows for ever.");
    }

    /** The report on a reference implementation that could not even begin. */
    public static TwinReport crashed(Throwable thrown) {
        return new TwinReport(
                0,
                0,
                0,
                0,
                List.of(new Difference(
                        Difference.Kind.CRASH,
                        Optional.empty(),
                        "The reference implementation cannot begin: it throws " + Difference.crash(thrown),
                        List.of())),
                Optional.empty());
    }

    /** As the child writes it. */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("initialStates", initialStates);
        json.addProperty("states", states);
        json.addProperty("beyond", beyond);
        json.addProperty("edges", edges);
        json.add("differences", writeDifferences());
        json.add("predicates", strings(compared.predicates()));
        json.add("unstated", strings(compared.unstated()));
        path.ifPresent(way -> {
            json.add("initial", TraceJson.write(way.initial()));
            json.add("steps", TraceJson.writeSteps(way.steps()));
        });
        return json;
    }

    /** The differences as JSON, in the form that reports have as well. */
    public JsonArray writeDifferences() {
        JsonArray array = new JsonArray();
        differences.forEach(difference -> array.add(difference.json()));
        return array;
    }

    /**
     * As the parent reads it.
     *
     * @throws TraceFormatException if it is damaged
     */
    public static TwinReport of(JsonObject json) throws TraceFormatException {
        List<Difference> differences = new ArrayList<>();
        for (JsonElement element : json.getAsJsonArray("differences")) {
            differences.add(Difference.of(element.getAsJsonObject()));
        }
        return new TwinReport(
                json.get("initialStates").getAsLong(),
                json.get("states").getAsLong(),
                json.get("beyond").getAsLong(),
                json.get("edges").getAsLong(),
                differences,
                json.has("initial")
                        ? Optional.of(new Path(
                                TraceJson.readState(json.get("initial")), TraceJson.readSteps(json.get("steps"))))
                        : Optional.empty(),
                new Compared(strings(json.getAsJsonArray("predicates")), strings(json.getAsJsonArray("unstated"))));
    }

    private static JsonArray strings(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static List<String> strings(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }
}
