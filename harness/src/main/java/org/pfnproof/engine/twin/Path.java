package org.pfnproof.engine.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/** Tells the way to a state that a search has found. */
final class Path<S extends PackedState> {

    /** The actor of a step whose first argument is none. */
    private static final String HOST = "mm";

    private final Protocol<S> protocol;
    private final List<Move<S>> moves;
    private final StateStore store;
    private final Set<String> modelValues;

    Path(Protocol<S> protocol, List<Move<S>> moves, StateStore store, Set<String> modelValues) {
        this.protocol = protocol;
        this.moves = moves;
        this.store = store;
        this.modelValues = modelValues;
    }

    TwinReport.Path to(int number) {
        List<Integer> states = store.pathTo(number);
        State first = state(states.get(0));
        List<Step> steps = new ArrayList<>();
        State before = first;
        for (int state : states.subList(1, states.size())) {
            State after = state(state);
            Move<S> move = moves.get(store.moveTo(state));
            Map<String, Value> arguments = Labels.arguments(move);
            steps.add(new Step(actor(arguments), move.action(), arguments, before.changedIn(after), after));
            before = after;
        }
        return new TwinReport.Path(first, steps);
    }

    private State state(int number) {
        S state = protocol.newState();
        store.copyTo(number, state);
        Map<String, Value> variables = Described.state(protocol.describe(state));
        variables.replaceAll((name, value) -> Described.shown(value, modelValues));
        return new State(variables);
    }

    private String actor(Map<String, Value> arguments) {
        return arguments.values().stream()
                .findFirst()
                .map(Value::toString)
                .filter(modelValues::contains)
                .orElse(HOST);
    }
}
