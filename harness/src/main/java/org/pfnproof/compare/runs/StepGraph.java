package org.pfnproof.compare.runs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;

/**
 * All states and steps of a small reference implementation, breadth first: state 0 and the others with no parent are initial.
 *
 * @param <S> its states
 */
final class StepGraph<S extends PackedState> {

    /** What the models that are used here have, many times over. */
    private static final int MOST_STATES = 100_000;

    private final Protocol<S> protocol;
    private final List<S> states = new ArrayList<>();
    private final List<Map<String, Object>> described = new ArrayList<>();
    private final List<List<Edge>> edges = new ArrayList<>();
    private final List<Optional<Edge>> arrivals = new ArrayList<>();

    private StepGraph(Protocol<S> protocol) {
        this.protocol = protocol;
    }

    /** A step. */
    record Edge(int from, int to, String action, String text) {}

    /**
     * Explores everything.
     *
     * @throws IllegalStateException if there is more than a small model has
     */
    static <S extends PackedState> StepGraph<S> of(Protocol<S> protocol) {
        StepGraph<S> graph = new StepGraph<>(protocol);
        graph.explore(List.of());
        return graph;
    }

    /**
     * The shortest way to a violation of a property.
     *
     * @param property what the protocol must state as a rule
     */
    static <S extends PackedState> Optional<Broken> violation(Protocol<S> protocol, String property) {
        List<Rule<S>> rules = protocol.rules().stream()
                .filter(rule -> rule.id().equals(property))
                .toList();
        if (rules.isEmpty()) {
            throw new IllegalStateException("no rule " + property);
        }
        return new StepGraph<>(protocol).explore(rules);
    }

    /**
     * A property that does not hold.
     *
     * @param steps from an initial state to the violation
     */
    record Broken(String property, List<String> steps) {}

    private Optional<Broken> explore(List<Rule<S>> rules) {
        Map<S, Integer> known = new HashMap<>();
        protocol.initialStates(initial -> add(initial, known, Optional.empty()));
        List<Move<S>> moves = protocol.moves();
        S work = protocol.newState();
        for (int from = 0; from < states.size(); from++) {
            Optional<Broken> brokenHere = brokenState(rules, from);
            if (brokenHere.isPresent()) {
                return brokenHere;
            }
            for (Move<S> move : moves) {
                work.copyFrom(states.get(from));
                if (!move.tryTake(work)) {
                    continue;
                }
                int next = known.getOrDefault(work, states.size());
                Edge edge = new Edge(from, next, move.action(), move.toString());
                edges.get(from).add(edge);
                Optional<Broken> brokenByStep = brokenStep(rules, from, work, edge);
                if (brokenByStep.isPresent()) {
                    return brokenByStep;
                }
                add(work, known, Optional.of(edge));
            }
        }
        return Optional.empty();
    }

    private void add(S state, Map<S, Integer> known, Optional<Edge> arrival) {
        if (known.containsKey(state)) {
            return;
        }
        if (states.size() == MOST_STATES) {
            throw new IllegalStateException("more than " + MOST_STATES + " states: no small model");
        }
        S kept = protocol.newState();
        kept.copyFrom(state);
        known.put(kept, states.size());
        states.add(kept);
        described.add(protocol.describe(kept));
        edges.add(new ArrayList<>());
        arrivals.add(arrival);
    }

    private Optional<Broken> brokenState(List<Rule<S>> rules, int state) {
        for (Rule<S> rule : rules) {
            if (rule instanceof Rule.Invariant<S> invariant
                    && !invariant.holds().test(states.get(state))) {
                return Optional.of(new Broken(rule.id(), way(state)));
            }
        }
        return Optional.empty();
    }

    private Optional<Broken> brokenStep(List<Rule<S>> rules, int from, S to, Edge edge) {
        for (Rule<S> rule : rules) {
            if (rule instanceof Rule.StepRule<S> step && !step.holds().test(states.get(from), to)) {
                List<String> way = new ArrayList<>(way(from));
                way.add(edge.text());
                return Optional.of(new Broken(rule.id(), List.copyOf(way)));
            }
        }
        return Optional.empty();
    }

    private List<String> way(int state) {
        List<String> way = new ArrayList<>();
        for (Optional<Edge> edge = arrivals.get(state);
                edge.isPresent();
                edge = arrivals.get(edge.get().from())) {
            way.add(0, edge.get().text());
        }
        return way;
    }

    int size() {
        return states.size();
    }

    Map<String, Object> describe(int state) {
        return described.get(state);
    }

    List<Edge> steps(int state) {
        return edges.get(state);
    }

    /** A value of a state, by the name of its variable and the arguments or fields within. */
    static Object value(Map<String, Object> state, String variable, Object... keys) {
        Object value = state.get(variable);
        for (Object key : keys) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        if (value == null) {
            throw new IllegalStateException("a state has no " + variable + " " + List.of(keys));
        }
        return value;
    }
}
