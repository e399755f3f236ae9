package org.pfnproof.kernel;

import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Something that must hold, with the name of its TLA+ twin.
 *
 * @param <S> the state it looks at
 */
public sealed interface Rule<S> {

    /** The property's id. */
    String id();

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
}
