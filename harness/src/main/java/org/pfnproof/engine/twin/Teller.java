package org.pfnproof.engine.twin;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.trace.PlainValues;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/**
 * Tells what a reference implementation does in the terms of traces.
 *
 * @param <S> its states
 */
public final class Teller<S extends PackedState> {

    /** The actor of a step whose first argument is no thread. */
    private static final String HOST = "mm";

    private final Protocol<S> protocol;
    private final Set<String> modelValues;

    /**
     * A teller.
     *
     * @param modelValues names that are model values, see {@link #modelValues(JsonObject)}
     */
    public Teller(Protocol<S> protocol, Set<String> modelValues) {
        this.protocol = protocol;
        this.modelValues = Set.copyOf(modelValues);
    }

    /** The model values of some bounds: the strings of each array at their top level. */
    public static Set<String> modelValues(JsonObject bounds) {
        return bounds.asMap().values().stream()
                .filter(JsonArray.class::isInstance)
                .flatMap(array -> array.getAsJsonArray().asList().stream())
                .filter(element -> element.isJsonPrimitive()
                        && element.getAsJsonPrimitive().isString())
                .map(JsonElement::getAsString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A state: variable to value. */
    public State state(S state) {
        return PlainValues.state(protocol.describe(state), modelValues);
    }

    /** A move's parameters in their order. */
    public Map<String, Value> arguments(Move<S> move) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        for (Move.Argument argument : move.arguments()) {
            arguments.put(argument.name(), PlainValues.value(argument.value(), modelValues));
        }
        return arguments;
    }

    /** Who takes a move. */
    public String actor(Move<S> move) {
        return move.arguments().stream()
                .findFirst()
                .map(argument -> String.valueOf(argument.value()))
                .filter(modelValues::contains)
                .orElse(HOST);
    }

    /** A step between two states. */
    public Step step(Move<S> move, State before, State after) {
        return new Step(actor(move), move.action(), arguments(move), before.changedIn(after), after);
    }
}
