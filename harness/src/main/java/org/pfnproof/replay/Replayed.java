package org.pfnproof.replay;

import java.util.List;
import java.util.OptionalInt;
import org.pfnproof.engine.twin.Difference;
import org.pfnproof.trace.Counterexample;

/**
 * What became of a counterexample.
 *
 * @param outcome whether it happens
 * @param step the number of the step, from 1, that says so; 0 for the initial state; empty if it is the trace as a whole
 * @param message one sentence, without the step
 * @param differences for {@link Outcome#DIFFERS} the variables that differ, {@code spec} being the trace's side
 * @param trace the counterexample with the name of each step
 */
public record Replayed(
        Outcome outcome,
        OptionalInt step,
        String message,
        List<Difference.Variable> differences,
        Counterexample trace) {

    public Replayed {
        differences = List.copyOf(differences);
    }

    /** Whether a counterexample happens. */
    public enum Outcome {
        /** Every step is taken, every state is the same, and the property is violated at the end. */
        REPRODUCED,
        /** A step cannot be taken, a lasso does not close, or the property holds at the end: the counterexample is stale. */
        NOT_REPRODUCED,
        /** A step leads to another state than the counterexample says. */
        DIFFERS
    }
}
