package org.pfnproof.engine;

import java.util.Optional;

/** Tells state graphs apart. */
@FunctionalInterface
public interface StateGraphs {

    /**
     * A print of a run's whole state graph: initial states, and steps with actions and arguments, each state for itself even where the model
     * has symmetry. Runs with the same print have the same graph, but for collisions of 64-bit hashes. Actions that a variant
     * replaces count under the name of what they replace. No property is looked at.
     *
     * @return empty if the graph was not seen to its end, for want of time or memory or because the spec is wrong
     * @throws InterruptedException if the calling thread is interrupted
     */
    Optional<String> print(Run run, Limits limits, ProgressListener progress) throws InterruptedException;
}
