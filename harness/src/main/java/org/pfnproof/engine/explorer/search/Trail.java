package org.pfnproof.engine.explorer.search;

import java.util.List;
import org.pfnproof.kernel.Move;

/**
 * An execution from an initial state.
 *
 * @param initial the initial state
 * @param steps the steps after it
 * @param <S> the states
 */
public record Trail<S>(S initial, List<TrailStep<S>> steps) {

    public Trail {
        steps = List.copyOf(steps);
    }

    /**
     * A step.
     *
     * @param move what was done
     * @param state the state after it
     */
    public record TrailStep<S>(Move<S> move, S state) {}

    /** The last state. */
    public S last() {
        return steps.isEmpty() ? initial : steps.get(steps.size() - 1).state();
    }
}
