package org.pfnproof.kernel;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Something that must hold, or that must be seen, with the name of its TLA+ twin.
 *
 * @param <S> the state it looks at
 */
public sealed interface Rule<S> {

    /** The property's id. */
    String id();

    /** What must hold, and then what must be seen. */
    static <S> List<Rule<S>> concat(List<Rule<S>> properties, List<Rule<S>> witnesses) {
        return Stream.concat(properties.stream(), witnesses.stream()).toList();
    }

    /**
     * Holds of every reachable state.
     *
     * @param id the property's id
     * @param holds whether it holds of a state
     */
    record Invariant<S>(String id, Predicate<S> holds) implements Rule<S> {}

    /**
     * Holds of every step.
     *
     * @param id the property's id
     * @param holds whether it holds of a state and its successor
     */
    record StepRule<S>(String id, BiPredicate<S, S> holds) implements Rule<S> {}

    /**
     * Seen in some reachable state, or nothing interesting was explored. Need not hold of every state.
     *
     * @param id the witness's id
     * @param seen whether it is seen in a state
     */
    record Witness<S>(String id, Predicate<S> seen) implements Rule<S> {}

    /**
     * Seen in some step, or nothing interesting was explored. Need not hold of every step.
     *
     * @param id the witness's id
     * @param seen whether it is seen in a state and its successor
     */
    record StepWitness<S>(String id, BiPredicate<S, S> seen) implements Rule<S> {}
}
