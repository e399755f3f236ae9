package org.pfnproof.replay;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;

/**
 * What a run does when the steps of a counterexample are asked of it, whether or not it comes to the same states.
 *
 * @param initial its initial state
 * @param steps those that it takes, with its own states
 * @param stop why it takes no more; empty if it took all
 * @param violated the number of the first state, 0 being the initial one, at which the counterexample's property is violated; empty if
 *     it holds all the way, or is a liveness property
 */
public record Course(State initial, List<Step> steps, Optional<Stop> stop, OptionalInt violated) {

    public Course {
        steps = List.copyOf(steps);
    }

    /**
     * A step that is not enabled.
     *
     * @param step the step of the counterexample
     * @param instead the steps that its actor may take there
     */
    public record Stop(Step step, List<Step> instead) {
        public Stop {
            instead = List.copyOf(instead);
        }
    }

    /** The state after so many steps. */
    public State state(int steps) {
        return steps == 0 ? initial : this.steps.get(steps - 1).state();
    }
}
