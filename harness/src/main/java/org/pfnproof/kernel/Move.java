package org.pfnproof.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One atomic step for given arguments: an action of the TLA+ spec with its parameters bound.
 *
 * @param <S> the state that it changes
 * @param action the action's name, which is the kernel function's
 * @param arguments in the order of the action's parameters
 * @param step changes the state and says true; or leaves it as it is and says false, where the step is not enabled
 */
public record Move<S>(String action, List<Argument> arguments, Predicate<S> step) {

    /**
     * A bound parameter.
     *
     * @param name as in the spec
     * @param value an Integer, a Boolean, a String, or a Map that stands for a record
     */
    public record Argument(String name, Object value) {}

    public Move {
        arguments = List.copyOf(arguments);
    }

    /** Adds a move to a list. */
    public static <S> void add(List<Move<S>> moves, String action, Predicate<S> step, Argument... arguments) {
        moves.add(new Move<>(action, Arrays.asList(arguments), step));
    }

    /** Adds those of some actions for whose parameters the bounds leave no values: they are known, and never taken. */
    public static <S> void addNeverEnabled(List<Move<S>> moves, String... actions) {
        for (String action : actions) {
            if (moves.stream().noneMatch(move -> move.action().equals(action))) {
                add(moves, action, state -> false);
            }
        }
    }

    /** The same of the actions of moves that nobody is there to take. */
    public static <S> void addNeverEnabled(List<Move<S>> moves, List<Move<S>> impossible) {
        addNeverEnabled(moves, impossible.stream().map(Move::action).toArray(String[]::new));
    }

    /** Takes the step if it is enabled. */
    public boolean tryTake(S state) {
        return step.test(state);
    }

    @Override
    public String toString() {
        return action
                + arguments.stream()
                        .map(argument -> argument.name() + "=" + argument.value())
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
