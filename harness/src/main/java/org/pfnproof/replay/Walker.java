package org.pfnproof.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.twin.Described;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.engine.twin.Teller;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.kernel.state.StateOverflowException;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/**
 * The reference implementation of a run, to be walked step by step. Moves are numbered as {@link Protocol#moves} gives them.
 *
 * @param <S> its states
 */
final class Walker<S extends PackedState> {

    private static final String DEADLOCK = "Deadlock";

    private final Protocol<S> protocol;
    private final Teller<S> teller;
    private final List<String> threads;
    private final List<Move<S>> moves;
    private final List<String> actors;
    private final List<Map<String, Value>> arguments;

    private Walker(Protocol<S> protocol, Set<String> modelValues) {
        this.protocol = protocol;
        this.teller = new Teller<>(protocol, modelValues);
        this.threads = List.copyOf(modelValues);
        this.moves = List.copyOf(protocol.moves());
        this.actors = moves.stream().map(teller::actor).toList();
        this.arguments =
                moves.stream().map(move -> canonical(teller.arguments(move))).toList();
    }

    /** The walker of a run; empty if its spec or its variant has no reference implementation. */
    static Optional<Walker<?>> of(Run run) {
        return TwinRequest.of(run, RegisteredProtocols.class)
                .create()
                .map(protocol ->
                        new Walker<>(protocol, Teller.modelValues(run.model().bounds())));
    }

    /** Where a property falls. */
    @FunctionalInterface
    interface Breach<S> {
        /**
         * Whether it falls at a state.
         *
         * @param before the state before; null if there is none
         */
        boolean at(S before, S state);
    }

    /** Where a property of the implementation falls; empty if the implementation does not state it. */
    Optional<Breach<S>> breach(String property) {
        if (property.equals(DEADLOCK)) {
            return Optional.of((before, state) -> enabled(state).isEmpty());
        }
        return protocol.rules().stream()
                .filter(rule -> rule.id().equals(property))
                .findFirst()
                .flatMap(Walker::breach);
    }

    private static <S> Optional<Breach<S>> breach(Rule<S> rule) {
        if (rule instanceof Rule.Invariant<S> invariant) {
            return Optional.of((before, state) -> !invariant.holds().test(state));
        } else if (rule instanceof Rule.StepRule<S> step) {
            return Optional.of(
                    (before, state) -> before != null && !step.holds().test(before, state));
        }
        return Optional.empty();
    }

    List<S> initialStates() {
        List<S> states = new ArrayList<>();
        protocol.initialStates(state -> states.add(copy(state)));
        return states;
    }

    S copy(S state) {
        S copy = protocol.newState();
        copy.copyFrom(state);
        return copy;
    }

    /** The state after a move; empty if it is not enabled. */
    Optional<S> after(S state, int move) {
        S next = copy(state);
        try {
            return moves.get(move).tryTake(next) ? Optional.of(next) : Optional.empty();
        } catch (StateOverflowException e) {
            // Beyond what these bounds can tell: no engine goes there.
            return Optional.empty();
        }
    }

    /** The moves that can be taken in a state. */
    List<Integer> enabled(S state) {
        return IntStream.range(0, moves.size())
                .filter(move -> after(state, move).isPresent())
                .boxed()
                .toList();
    }

    State shown(S state) {
        return teller.state(state);
    }

    /** The step of a move between two states. */
    Step shown(int move, State before, S after) {
        return teller.step(moves.get(move), before, shown(after));
    }

    /** The names of all moves. */
    Set<String> actions() {
        Set<String> names = new TreeSet<>();
        moves.forEach(move -> names.add(move.action()));
        return names;
    }

    /** Actors in the order in which the bounds name them; the host, which they do not name, comes last. */
    Comparator<String> actorOrder() {
        return Comparator.<String>comparingInt(
                        actor -> threads.contains(actor) ? threads.indexOf(actor) : threads.size())
                .thenComparing(Comparator.naturalOrder());
    }

    String actor(int move) {
        return actors.get(move);
    }

    /** The moves of a name, or all moves for a step without a name. */
    List<Integer> named(String action) {
        return IntStream.range(0, moves.size())
                .filter(move -> action.isEmpty() || moves.get(move).action().equals(action))
                .boxed()
                .toList();
    }

    /** The moves that a step of a trace may be: mostly one. */
    List<Integer> movesFor(Step step) {
        Map<String, Value> wanted = canonical(step.arguments());
        return named(step.action()).stream()
                .filter(move -> step.action().isEmpty() || arguments.get(move).equals(wanted))
                .toList();
    }

    /** The moves that a step of a {@link Race} may be. */
    List<Integer> movesFor(String actor, String action, String written) {
        return named(action).stream()
                .filter(move -> actors.get(move).equals(actor)
                        && Race.arguments(new Step(
                                        actor,
                                        action,
                                        teller.arguments(moves.get(move)),
                                        List.of(),
                                        new State(Map.of())))
                                .equals(written))
                .toList();
    }

    /** Whether a state of the implementation is one of a trace. */
    boolean isSame(S state, State wanted) {
        return canonical(shown(state).variables()).equals(canonical(wanted.variables()));
    }

    /** Values in the form in which equal ones are equal. */
    static Map<String, Value> canonical(Map<String, Value> values) {
        Map<String, Value> canonical = new LinkedHashMap<>();
        values.forEach((name, value) -> canonical.put(name, Described.canonical(value)));
        return canonical;
    }
}
